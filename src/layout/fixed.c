#include "layout/fixed.h"

#define ONE ((fixed)1 << FIXED_BITS)
#define PI INT64_C(3373259426) /* pi * 2^30 */

fixed
fixed_from(int64_t n)
{
	return n * ONE;
}

fixed
fixed_ratio(int64_t a, int64_t b)
{
	return a * ONE / b;
}

/* Split, so that the product of two numbers below 2^32 does not overflow. */
fixed
fixed_mul(fixed a, fixed b)
{
	int64_t high = a >> 15, low = a & 0x7FFF;

	return ((high * (b >> 8)) >> 7) + ((high * (b & 0xFF)) >> 15) +
	       ((low * (b >> 8)) >> 22);
}

fixed
fixed_degrees(int degrees)
{
	return PI * degrees / 180;
}

/* Taylor's series on [-pi/2, pi/2], to x^13. */
fixed
fixed_sin(fixed angle)
{
	fixed x = angle % (2 * PI), square, term;
	fixed sum;

	if (x > PI)
		x -= 2 * PI;
	if (x < -PI)
		x += 2 * PI;
	if (x > PI / 2)
		x = PI - x;
	if (x < -PI / 2)
		x = -PI - x;
	square = fixed_mul(x, x);
	sum = term = x;
	for (int k = 2; k <= 12; k += 2) {
		term = -fixed_mul(term, square) / (k * (k + 1));
		sum += term;
	}
	return sum;
}

fixed
fixed_cos(fixed angle)
{
	return fixed_sin(angle + PI / 2);
}

/*
 * J. E. Volder, "The CORDIC Trigonometric Computing Technique" (1959), in vectoring
 * mode: turn the vector to the x axis by ever smaller known angles.
 */
fixed
fixed_atan2(int64_t y, int64_t x)
{
	/* atan(2^-i) * 2^30 */
	static const int32_t steps[] = {
		843314857, 497837829, 263043837, 133525159, 67021687, 33543516,
		16775851,  8388437,   4194283,   2097149,   1048576,  524288,
		262144,    131072,    65536,     32768,     16384,    8192,
		4096,      2048,      1024,      512,       256,      128,
	};
	fixed angle = 0;

	if (x == 0 && y == 0)
		return 0;
	if (x < 0) { /* turn by half a circle first */
		angle = y >= 0 ? PI : -PI;
		x = -x;
		y = -y;
	}
	while (x < ((int64_t)1 << 40) && (y < 0 ? -y : y) < ((int64_t)1 << 40)) {
		x *= 2;
		y *= 2;
	}
	for (int i = 0; i < 24; i++) {
		int64_t dx = x >> i, dy = y >> i;

		if (y > 0) {
			x += dy;
			y -= dx;
			angle += steps[i];
		} else {
			x -= dy;
			y += dx;
			angle -= steps[i];
		}
	}
	return angle;
}

/* The fifth root of x^8, by bisection. */
fixed
fixed_power_8_5(fixed x)
{
	fixed x2 = fixed_mul(x, x), x4 = fixed_mul(x2, x2);
	fixed wanted = fixed_mul(x4, x4), low = 0, high = ONE;

	while (high - low > 1) {
		fixed r = low + (high - low) / 2, r2 = fixed_mul(r, r);

		if (fixed_mul(fixed_mul(r2, r2), r) <= wanted)
			low = r;
		else
			high = r;
	}
	return low;
}

struct fixed_angle
fixed_sincos(fixed angle)
{
	return (struct fixed_angle){
		.cos = (int32_t)fixed_cos(angle),
		.sin = (int32_t)fixed_sin(angle),
	};
}

struct fixed_angle
fixed_upright(void)
{
	return (struct fixed_angle){.cos = 0, .sin = (int32_t)ONE};
}

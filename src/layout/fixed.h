/*
 * fixed - the little trigonometry a drawing needs, in integers, so that it comes
 * out the same with any compiler and any libm.
 *
 * A fixed is a number times 2^30. Angles are radians. Accurate to about 1e-7.
 */
#ifndef LAYOUT_FIXED_H
#define LAYOUT_FIXED_H

#include <stdint.h>

#define FIXED_BITS 30

typedef int64_t fixed;

struct fixed_angle {
	int32_t cos, sin;
};

fixed fixed_from(int64_t n);
fixed fixed_ratio(int64_t a, int64_t b); /* b > 0 */
fixed fixed_mul(fixed a, fixed b); /* the product must stay below 2^32 */
fixed fixed_degrees(int degrees);
fixed fixed_sin(fixed angle);
fixed fixed_cos(fixed angle);
fixed fixed_atan2(int64_t y, int64_t x); /* any common scale; 0 for 0, 0 */
fixed fixed_power_8_5(fixed x); /* x^1.6 for 0 <= x <= 1 */
struct fixed_angle fixed_sincos(fixed angle);
struct fixed_angle fixed_upright(void);

#endif

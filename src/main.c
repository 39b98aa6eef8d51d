#include <stdio.h>

int
main(void)
{
	puts("zetsel " VERSION);
	return 0;
}

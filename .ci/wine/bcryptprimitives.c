/* A stand-in for Windows' bcryptprimitives.dll, which wine 8 lacks and every
 * program of Go asks for random numbers. For tests only. */
#include <windows.h>

/* RtlGenRandom, under the name that advapi32.dll exports it by. */
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
	while (length > 0) {
		ULONG part = length > 0x1000000 ? 0x1000000 : (ULONG)length;
		if (!SystemFunction036(buffer, part))
			return FALSE;
		buffer += part;
		length -= part;
	}
	return TRUE;
}

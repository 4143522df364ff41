// Package consoletest gives a test of Windows a console of its own, to type on
// and to look at.
package consoletest

//go:build !race

package software

// raceEnabled says that the race detector watches.
const raceEnabled = false

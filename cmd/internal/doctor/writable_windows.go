package doctor

// writable takes every directory for writable: its access list decides.
func writable(string) bool { return true }

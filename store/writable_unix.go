//go:build unix

package store

import "golang.org/x/sys/unix"

// writable asks whether this process may write a file. It does not open it:
// closing would let go of the locks of whoever has it open in this process.
func writable(path string) error {
	return unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS)
}

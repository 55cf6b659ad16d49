//go:build !unix

package store

import (
	"fmt"
	"io/fs"
	"os"
)

// writable asks whether this process may write a file.
func writable(path string) error {
	info, err := os.Stat(path)
	if err == nil && info.Mode().Perm()&0o200 == 0 {
		return fmt.Errorf("read-only file: %w", fs.ErrPermission)
	}
	return err
}

package corpus

import (
	"errors"
	"fmt"
	"os"
)

// ErrLocked is returned where another living process holds the lock.
var ErrLocked = errors.New("held by another process")

// Lock takes the lock file at a path, or returns ErrLocked. The lock goes with
// the process, however it ends; the file stays.
func Lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	if err := lockFile(f); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { f.Close() }, nil
}

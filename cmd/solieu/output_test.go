package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A reader that has had enough (head) ends what only prints, with exit 0, and
// neither stops work nor hides that some of it failed.
func TestReaderHasEnough(t *testing.T) {
	if testing.Short() {
		t.Skip("starts the program")
	}
	dir := t.TempDir()
	db, good := filepath.Join(dir, "s.db"), filepath.Join(dir, "good.txt")
	if err := os.WriteFile(good, []byte("Tin tàu\n\nCảng đón 12 tàu trong tháng 2/2026.\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"import --json " + filepath.Join(dir, "none.txt") + " " + good, exitFailed, "1 of the files failed"},
		{"import --json " + good, exitDone, "1 articles read"},
		{"reextract", exitDone, "1 articles read"},
		{"verify --json", exitDone, "0 failed"},
		{"facts --json", exitDone, ""},
		{"export --csv", exitDone, ""},
		{"parse --date 2026-03-01", exitDone, ""},
	} {
		read, write, err := os.Pipe()
		if err != nil {
			t.Fatal(err)
		}
		read.Close()
		var errs bytes.Buffer
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Args = append([]string{"solieu", "--db", db}, strings.Fields(c.args)...)
		cmd.Stdin, cmd.Stdout, cmd.Stderr = endless("3 tấn gạo\n"), write, &errs
		err = cmd.Run()
		write.Close()
		if code := cmd.ProcessState.ExitCode(); code != c.code || !strings.Contains(errs.String(), c.says) {
			t.Errorf("solieu %s: exit %d (%v), want %d and %q\n%s", c.args, code, err, c.code, c.says, &errs)
		}
	}
}

// endless is a text without an end.
type endless string

func (e endless) Read(p []byte) (int, error) { return copy(p, e), nil }

// full is a disk with no room, or a pipe that nobody reads.
type full struct{ err error }

func (f full) Write([]byte) (int, error) { return 0, f.err }

func TestOutput(t *testing.T) {
	for _, c := range []struct {
		err  error
		goOn bool
		want error
	}{
		{syscall.EPIPE, false, errEnough},
		{syscall.EPIPE, true, nil},
		{syscall.ENOSPC, true, syscall.ENOSPC},
		{syscall.ENOSPC, false, syscall.ENOSPC},
	} {
		if _, err := io.WriteString(&output{to: full{c.err}, goOn: c.goOn}, "x"); !errors.Is(err, c.want) {
			t.Errorf("%v, going on %v: %v", c.err, c.goOn, err)
		}
	}
}

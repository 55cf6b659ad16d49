package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// progress is one line on standard error that is written over and over, on a
// terminal only. Its methods may be called from several goroutines.
type progress struct {
	mu    sync.Mutex
	out   io.Writer // nil where there is no terminal
	begun time.Time
	last  time.Time
}

func (a *app) progress() *progress {
	p := &progress{begun: time.Now()}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.out = f
	}
	return p
}

// show writes the line, at most ten times a second.
func (p *progress) show(format string, args ...any) {
	if p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if now := time.Now(); now.Sub(p.last) >= 100*time.Millisecond {
		p.last = now
		fmt.Fprintf(p.out, "\r\x1b[K"+format, args...)
	}
}

// clear takes the line away, so that something else can be said.
func (p *progress) clear() {
	if p.out == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	fmt.Fprint(p.out, "\r\x1b[K")
}

// rate is n a second since the progress began.
func (p *progress) rate(n int) float64 {
	return float64(n) / max(time.Since(p.begun).Seconds(), 1e-3)
}

// Command solieu keeps what Vietnamese articles state in numbers: it fetches
// or imports articles, reads their figures and stores each with its citation
// in a SQLite file. It joins the stages corpus, extract, normalize and store,
// which know nothing of one another; a subcommand is a file.
//
// Results go to standard output, talk to standard error. Exit 0 is done, 1 is
// done but some items failed, 2 is wrong usage or a database or archive that
// cannot be used.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	// The first Ctrl-C or SIGTERM ends the work in good order; a second one
	// kills as it always did.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	// A reader that has had enough is told by the write: see output.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"solieu/store"
)

// app is what every subcommand has at hand: the streams and the flags they
// share.
type app struct {
	in  io.Reader
	out *bufio.Writer // results; flushed at the end
	err io.Writer     // talk
	std *output       // where out goes in the end

	db      string // --db
	archive string // --archive; "" is the folder beside the database
	json    bool
	csv     bool
}

// commands builds the subcommands.
var commands []func(*app) *cobra.Command

// helpOrder is the order in which help lists the subcommands: the way of the
// data. One that is not named here comes after these.
var helpOrder = []string{"add", "crawl", "import", "extract", "reextract", "facts", "parse", "explain", "verify", "sources", "status", "demo", "eval", "export", "serve"}

// Exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // done, but some items failed
	exitUsage  = 2 // wrong usage, or a database or archive that cannot be used
)

// failure is an error that knows the exit code it asks for.
type failure struct {
	code int
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// usage is an error in how the program was called, or in what it was given to
// work with as a whole.
func usage(err error) error { return &failure{exitUsage, err} }

// someFailed ends a command that went through but could not do n items, each
// of which has been named already.
func someFailed(n int, what string) error {
	return &failure{exitFailed, fmt.Errorf("%d %s failed", n, what)}
}

// run is the program: arguments and streams in, exit code out.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) int {
	std := &output{to: out}
	a := &app{in: in, out: bufio.NewWriterSize(std, 64<<10), err: errs, std: std}
	root := a.root()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(a.out)
	root.SetErr(errs)
	err := root.ExecuteContext(ctx)
	if flushed := a.out.Flush(); err == nil {
		err = flushed
	}
	switch f := (*failure)(nil); {
	case err == nil:
		return exitDone
	case errors.Is(err, errEnough):
		return exitDone
	case ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintln(errs, "solieu: stopped; what was done is kept")
		return exitFailed
	case store.Unusable(err):
		text := oneLine(err)
		if !strings.Contains(text, a.db) {
			text = a.db + ": " + text
		}
		fmt.Fprintln(errs, "solieu:", text)
		return exitUsage
	case errors.As(err, &f):
		fmt.Fprintln(errs, "solieu:", oneLine(f.err))
		return f.code
	default:
		fmt.Fprintln(errs, "solieu:", oneLine(err))
		return exitFailed
	}
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:   "solieu",
		Short: "Keep what Vietnamese articles state in numbers, each figure with its citation",
		Long: `solieu (số liệu: figures) reads Vietnamese government and press articles and
keeps what they state in numbers in a SQLite file: what is measured, the exact
value and unit, the time it is of, and a citation that anyone can check.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	flags := root.PersistentFlags()
	flags.StringVar(&a.db, "db", "solieu.db", "the SQLite `file` to work on")
	flags.BoolVar(&a.json, "json", false, "print results as JSON, one object a line")
	flags.BoolVar(&a.csv, "csv", false, "print results as CSV")
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usage(flagError(err)) })
	subs := make([]*cobra.Command, len(commands))
	for i, build := range commands {
		subs[i] = build(a)
	}
	place := func(c *cobra.Command) int {
		if i := slices.Index(helpOrder, c.Name()); i >= 0 {
			return i
		}
		return len(helpOrder)
	}
	slices.SortStableFunc(subs, func(a, b *cobra.Command) int { return place(a) - place(b) })
	cobra.EnableCommandSorting = false
	root.AddCommand(subs...)
	wrapArgs(root)
	return root
}

// flagError says of a number what is wrong with it, without the name of the
// function that read it.
func flagError(err error) error {
	var ne *strconv.NumError
	if !errors.As(err, &ne) {
		return err
	}
	why := "is not a whole number"
	if errors.Is(ne.Err, strconv.ErrRange) {
		why = "is out of range"
	}
	text, _, _ := strings.Cut(err.Error(), ": strconv.")
	return fmt.Errorf("%s: %q %s", text, ne.Num, why)
}

// wrapArgs makes complaints about arguments, and flags that shut each other
// out, wrong usage: of cmd and its subcommands.
func wrapArgs(cmd *cobra.Command) {
	check := cmd.Args
	if check == nil {
		check = cobra.ArbitraryArgs
	}
	cmd.Args = func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usage(fmt.Errorf("%w (see: %s --help)", err, c.CommandPath()))
		}
		if c.Flags().Changed("json") && c.Flags().Changed("csv") {
			return usage(errors.New("--json and --csv shut each other out"))
		}
		return nil
	}
	for _, sub := range cmd.Commands() {
		wrapArgs(sub)
	}
}

// archiveFlag gives cmd the flag --archive.
func (a *app) archiveFlag(cmd *cobra.Command) {
	cmd.Flags().StringVar(&a.archive, "archive", "", "the `folder` of the archive (default: beside the database, solieu.archive for solieu.db)")
}

// archiveDir is where the archived bytes stand.
func (a *app) archiveDir() string {
	if a.archive != "" {
		return a.archive
	}
	return strings.TrimSuffix(a.db, filepath.Ext(a.db)) + ".archive"
}

// openWrite opens the database for a command that writes, and makes it where
// there is none.
func (a *app) openWrite(ctx context.Context) (*store.Store, error) {
	s, err := store.Open(ctx, a.db, store.Options{Create: true})
	if err != nil {
		return nil, usage(err)
	}
	return s, nil
}

// openExisting opens a database for a command that changes what stands there.
func (a *app) openExisting(ctx context.Context) (*store.Store, error) {
	s, err := store.Open(ctx, a.db, store.Options{})
	return s, notFoundHint(err)
}

// openRead opens the database for a command that only reads. A file of an
// older solieu is brought up to date first, where that is allowed.
func (a *app) openRead(ctx context.Context) (*store.Store, error) {
	s, err := store.Open(ctx, a.db, store.Options{ReadOnly: true})
	if errors.Is(err, store.ErrOlder) {
		s, err = store.Open(ctx, a.db, store.Options{})
	}
	return s, notFoundHint(err)
}

// notFoundHint makes an error of opening wrong usage, and says how a database
// comes to be.
func notFoundHint(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, store.ErrNotFound):
		return usage(fmt.Errorf("%w; solieu import and solieu add make one", err))
	}
	return usage(err)
}

// talk writes a line to standard error.
func (a *app) talk(format string, args ...any) {
	fmt.Fprintf(a.err, format+"\n", args...)
}

// talkOf says what went wrong with one of several things, and names it.
func (a *app) talkOf(name string, err error) {
	text := oneLine(err)
	if !strings.Contains(text, name) {
		text = name + ": " + text
	}
	a.talk("%s", text)
}

// oneLine writes an error on one line, file errors without the name of the
// system call.
func oneLine(err error) string {
	text := err.Error()
	var pe *fs.PathError
	if errors.As(err, &pe) {
		text = strings.Replace(text, pe.Error(), pe.Path+": "+pe.Err.Error(), 1)
	}
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == '\n' || r == '\r' }), "; ")
}

package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"solieu/corpus/sample"
	"solieu/store"
)

func init() { commands = append(commands, demoCommand) }

// demoPort is where the sample is served unless told otherwise: with the same
// addresses each time, a second demo finds what the first has stored.
const demoPort = 8017

func demoCommand(a *app) *cobra.Command {
	var d demo
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Serve the bundled sample site on loopback and do the whole job on it",
		Long: `Serve the bundled sample site on loopback, crawl it as the real web is crawled,
and print a selection of the facts with their citations, the figures that
several articles state, and what could not be read. Nothing leaves the machine.
The publishers, articles and figures of the sample are made up.

The database may be new, or one that an earlier demo made.`,
		Example: `  solieu demo
  solieu demo --db solieu.db --keep`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			d.anyPort = !cmd.Flags().Changed("port")
			return a.demo(cmd, d)
		},
	}
	f := cmd.Flags()
	f.BoolVar(&d.keep, "keep", false, "go on serving the sample, for a look at its pages, until Ctrl-C")
	f.IntVar(&d.port, "port", demoPort, "serve at this TCP `port`; 0 is any that is free")
	a.archiveFlag(cmd)
	return cmd
}

// demoAddresses are all addresses that a crawl of the database would go to, or
// has been to; demoUnread those that gave no article, with the reason.
const (
	demoAddresses = `SELECT url FROM work UNION SELECT url FROM article UNION SELECT domain FROM source WHERE enabled`
	demoUnread    = `SELECT state, url, error FROM work WHERE error IS NOT NULL AND error NOT LIKE 'redirects to %' ORDER BY state, url`
)

type demo struct {
	keep    bool
	port    int
	anyPort bool // take another port where this one is in use
}

func (a *app) demo(cmd *cobra.Command, d demo) error {
	ctx := cmd.Context()
	if err := a.onlyLoopback(ctx); err != nil {
		return err
	}
	site, err := sample.Start(ctx, d.port)
	if err != nil && d.anyPort {
		site, err = sample.Start(ctx, 0)
	}
	if err != nil {
		return usage(err)
	}
	defer site.Close()

	// The very commands one would type.
	where := []string{"--db", a.db}
	if a.archive != "" {
		where = append(where, "--archive", a.archive)
	}
	seeds := site.Seeds()
	add := append([]string{"add", "--db", a.db}, seeds...)
	a.talk("$ solieu add --db %s %s … (%d feeds, sitemaps and list pages of the sample)", shellWord(a.db), seeds[0], len(seeds))
	if code := a.typed(ctx, add); code != exitDone {
		return &failure{code, errors.New("the sample's addresses could not be put on the work list")}
	}
	crawl := append([]string{"crawl", "--allow-private", "--delay", "50ms"}, where...)
	a.talk("$ solieu %s", shellWords(crawl))
	if code := a.typed(ctx, crawl); code == exitUsage {
		return &failure{code, errors.New("the crawl did not run")}
	} else if err := context.Cause(ctx); err != nil {
		return err
	}

	s, err := a.openRead(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	if a.json || a.csv {
		if err := a.printFacts(ctx, s, store.Query{}); err != nil {
			return err
		}
	} else if err := a.printDemo(ctx, s); err != nil {
		return err
	}
	if !d.keep {
		return nil
	}
	if err := a.out.Flush(); err != nil {
		return err
	}
	a.talk("serving the sample until Ctrl-C: %s", strings.Join(site.Seeds(), " "))
	<-ctx.Done()
	return nil
}

// typed runs the program with other arguments; what it prints is talk here.
func (a *app) typed(ctx context.Context, args []string) int {
	return run(ctx, args, strings.NewReader(""), a.err, a.err)
}

// onlyLoopback refuses a database that holds anything but a sample: the demo
// would go out and crawl it, with private addresses allowed.
func (a *app) onlyLoopback(ctx context.Context) error {
	if _, err := os.Stat(a.db); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	s, err := a.openRead(ctx)
	if err != nil {
		return err
	}
	defer s.Close()
	rows, err := s.Reader().QueryContext(ctx, demoAddresses)
	if err != nil {
		return usage(fmt.Errorf("%s: %w", a.db, err))
	}
	defer rows.Close()
	for rows.Next() {
		var raw string
		if err := rows.Scan(&raw); err != nil {
			return usage(fmt.Errorf("%s: %w", a.db, err))
		}
		if u, err := url.Parse(raw); err != nil || !net.ParseIP(u.Hostname()).IsLoopback() {
			return usage(fmt.Errorf("%s is in use for more than the demo (%s); name another file with --db", a.db, raw))
		}
	}
	return rows.Err()
}

// printDemo prints what the crawl has brought: facts of each article, figures
// that several state, counts, and what to try next.
func (a *app) printDemo(ctx context.Context, s *store.Store) error {
	var articles []*store.CitedArticle
	if err := s.Articles(ctx, 0, 0, func(art *store.CitedArticle) error {
		art.Text = "" // not needed here
		articles = append(articles, art)
		return nil
	}); err != nil {
		return err
	}
	facts := map[int64][]*store.CitedFact{}
	all := 0
	if err := s.Facts(ctx, store.Query{}, func(f *store.CitedFact) error {
		facts[f.ArticleID] = append(facts[f.ArticleID], f)
		all++
		return nil
	}); err != nil {
		return err
	}
	slices.SortStableFunc(articles, func(x, y *store.CitedArticle) int {
		return cmp.Or(cmp.Compare(x.Publisher, y.Publisher), cmp.Compare(x.PublishedAt, y.PublishedAt))
	})
	for _, art := range articles {
		fmt.Fprintf(a.out, "%s\n%s\n%s, sha256 %.12s, kept in %s at byte %d\n", art.Title,
			join(", ", art.Publisher, art.PublishedOn, art.Author), art.URL, art.SHA256, art.ArchiveFile, art.ArchiveOffset)
		if art.OriginalURL != "" {
			fmt.Fprintf(a.out, "published before: %s\n", join(", ", art.OriginalPublisher, art.OriginalURL))
		}
		picked := pick(facts[art.ID], demoFacts)
		a.printFigures(picked)
		if more := len(facts[art.ID]) - len(picked); more > 0 {
			fmt.Fprintf(a.out, "  … and %d more\n", more)
		}
		fmt.Fprintln(a.out)
	}

	last, shown := int64(0), 0
	if err := s.Groups(ctx, store.Query{}, func(f *store.GroupedFact) error {
		if f.GroupID != last {
			last, shown = f.GroupID, shown+1
		}
		return nil
	}); err != nil {
		return err
	}
	if shown > 0 {
		fmt.Fprint(a.out, "Figures that several articles state\n\n")
		if err := a.printGroups(ctx, s, store.Query{Limit: demoGroups}); err != nil {
			return err
		}
		if more := shown - demoGroups; more > 0 {
			fmt.Fprintf(a.out, "… and %d more\n", more)
		}
	}

	fmt.Fprintf(a.out, "\n%d articles, %d facts, %d figures stated by several articles\n", len(articles), all, shown)
	if err := a.printUnread(ctx, s); err != nil {
		return err
	}
	fmt.Fprintf(a.out, "\nAll of it is in %s. Try next:\n", a.db)
	for _, line := range tryNext(a.db) {
		fmt.Fprintln(a.out, " ", line)
	}
	return nil
}

// tryNext are two commands as the user can type them: with the program's own
// path where it was called by one, and only with what is there.
func tryNext(db string) []string {
	program, db := "solieu", shellWord(db)
	if strings.ContainsRune(os.Args[0], filepath.Separator) {
		program = shellWord(os.Args[0])
	}
	lines := []string{program + " facts --db " + db + ` "xuất khẩu gạo"`}
	if _, err := exec.LookPath("sqlite3"); err == nil {
		return append(lines, "sqlite3 -box "+db+` "SELECT subject, quote, period_end, publisher FROM facts_cited WHERE unit = 'USD' ORDER BY value DESC LIMIT 10"`)
	}
	return append(lines, program+" facts --db "+db+` --groups "doanh thu"`)
}

const (
	demoFacts  = 3 // printed of an article
	demoGroups = 6 // printed of the figures that several articles state
)

// pick chooses up to n facts that differ most in what they show, surest first,
// and returns them in reading order: a level and a change first, then other
// units, bounds and statuses.
func pick(facts []*store.CitedFact, n int) []*store.CitedFact {
	seen := map[string]bool{}
	var out []*store.CitedFact
	for len(out) < min(n, len(facts)) {
		best, bestScore := -1, -1.0
		for i, f := range facts {
			if slices.Contains(out, f) || seen["quote "+f.Quote] {
				continue
			}
			score := f.Confidence
			for _, trait := range traits(f) {
				if !seen[trait] {
					score++
				}
			}
			if f.Subject != "" && f.PeriodStart+f.PeriodEnd != "" {
				score++
			}
			if score > bestScore {
				best, bestScore = i, score
			}
		}
		if best < 0 {
			break
		}
		f := facts[best]
		seen["quote "+f.Quote] = true
		for _, trait := range traits(f) {
			seen[trait] = true
		}
		out = append(out, f)
	}
	slices.SortFunc(out, func(a, b *store.CitedFact) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

func traits(f *store.CitedFact) []string {
	return []string{"kind " + f.Kind, "unit kind " + f.UnitKind, "comparator " + f.Comparator, "status " + f.Status}
}

// printFigures prints facts a line each: the words quoted, the exact value,
// what is measured and when, and where in the text the quote stands.
func (a *app) printFigures(facts []*store.CitedFact) {
	var cells [][]string
	for _, f := range facts {
		m := meaning(f)
		cells = append(cells, []string{"“" + f.Quote + "”", m[0], cmp.Or(f.Subject, "(subject unknown)"), span(f.PeriodStart, f.PeriodEnd),
			fmt.Sprintf("[%d] at %d to %d", f.ID, f.Start, f.End)})
	}
	printAligned(a.out, cells)
}

// printUnread prints the addresses that gave no article, with the reason.
func (a *app) printUnread(ctx context.Context, s *store.Store) error {
	rows, err := s.Reader().QueryContext(ctx, demoUnread)
	if err != nil {
		return err
	}
	defer rows.Close()
	var cells [][]string
	for rows.Next() {
		var state, address, reason string
		if err := rows.Scan(&state, &address, &reason); err != nil {
			return err
		}
		cells = append(cells, []string{state, address, reason})
	}
	if len(cells) > 0 {
		fmt.Fprintln(a.out, "\nNot read, and why (solieu status lists every address)")
		printAligned(a.out, cells)
	}
	return rows.Err()
}

// printAligned prints rows of cells, indented, in columns.
func printAligned(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, row := range rows {
		line := " "
		for i, c := range row {
			line += " " + c
			if i < len(row)-1 {
				line += strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c)+1)
			}
		}
		fmt.Fprintln(w, line)
	}
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// shellWord quotes a word for the shell where it needs it.
func shellWord(s string) string {
	if s != "" && strings.IndexFunc(s, func(r rune) bool {
		return !strings.ContainsRune("+-./:=@_,", r) && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) < 0 {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}

func shellWords(args []string) string {
	out := make([]string, len(args))
	for i, s := range args {
		out[i] = shellWord(s)
	}
	return strings.Join(out, " ")
}

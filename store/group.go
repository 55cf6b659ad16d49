package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// Regroup brings groups and voices up to date with the facts that are current:
// facts that went are taken out, new ones find their group or found one. What
// has been grouped stays, so that a nightly run looks only at what is new. It
// may be stopped at any point and goes on from there next time. It returns how
// many facts it looked at.
func (s *Store) Regroup(ctx context.Context) (int, error) {
	g := &grouper{phrases: map[int64][]uint64{}, voices: map[int64]int64{}}
	if err := s.Write(ctx, g.dropStale); err != nil {
		return 0, fmt.Errorf("group: %w", err)
	}
	total := 0
	for {
		n := 0
		err := s.Write(ctx, func(tx *Tx) (err error) {
			n, err = g.step(ctx, tx)
			return err
		})
		if err != nil {
			return total, fmt.Errorf("group: %w", err)
		}
		if n == 0 {
			return total, nil
		}
		total += n
	}
}

// factsAStep is how many facts one transaction of Regroup looks at.
const factsAStep = 2000

// claimsKept bounds the claims held in memory between steps.
const claimsKept = 50_000

// claimsAThing is how many claims of one thing are known, the latest: of a
// million growth rates of one quarter the others are out of sight.
const claimsAThing = 4_000

type thing struct {
	kind, unit string
	start, end string // of a state as of a day: "" and its month
}

// shelf holds the grouped claims of one thing: those with a figure, those with
// a subject, and the latest, so that no claim is held against thousands.
type shelf struct {
	figure  map[string][]*claim // by exact value
	subject map[string][]*claim // by the words of a telling subject, sorted
	latest  []*claim
}

// fellowsSeen is how many claims of one list of a shelf one is held against at
// the most.
const fellowsSeen = 48

func (sh *shelf) add(c *claim) {
	put := func(list []*claim) []*claim {
		if len(list) >= 2*fellowsSeen {
			list = append(list[:0], list[len(list)-fellowsSeen:]...)
		}
		return append(list, c)
	}
	sh.figure[c.exact] = put(sh.figure[c.exact])
	if len(c.words) >= tellingWords {
		key := subjectKey(c.words)
		sh.subject[key] = put(sh.subject[key])
	}
	sh.latest = put(sh.latest)
}

func subjectKey(words []string) string {
	return strings.Join(slices.Sorted(slices.Values(words)), " ")
}

// near gives the claims that c is held against: of its figure, of its very
// subject, and, where all is true, the latest of any.
func (sh *shelf) near(c *claim, all bool) [][]*claim {
	lists := [][]*claim{sh.figure[c.exact]}
	if len(c.words) >= tellingWords {
		lists = append(lists, sh.subject[subjectKey(c.words)])
	}
	if all {
		lists = append(lists, sh.latest)
	}
	for i, l := range lists {
		lists[i] = l[max(0, len(l)-fellowsSeen):]
	}
	return lists
}

type grouper struct {
	last    int64              // the last fact looked at
	things  map[thing]*shelf   // facts that have a group, by what they are of
	held    map[int64]*claim   // the same by their ids
	kept    int                // how many these are
	kin     map[[2]int64]bool  // pairs of articles asked for in this step
	voices  map[int64]int64    // of articles asked for in this step
	phrases map[int64][]uint64 // of the articles that were compared last
	hashes  int                // how many these are
}

// dropStale takes out members that are no longer current facts, and looks
// again at the figures of the groups they leave.
func (g *grouper) dropStale(tx *Tx) error {
	ctx := context.Background()
	touched, err := tx.ids(ctx, `SELECT DISTINCT group_id FROM fact_group_member m WHERE NOT EXISTS (SELECT 1 FROM facts_cited f WHERE f.fact_id = m.fact_id)`)
	if err != nil || len(touched) == 0 {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM article_voice WHERE article_id IN (
		SELECT t.article_id FROM fact_group_member m JOIN fact f ON f.id = m.fact_id JOIN text t ON t.id = f.text_id
		WHERE NOT EXISTS (SELECT 1 FROM facts_cited c WHERE c.fact_id = m.fact_id))`); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM fact_group_member WHERE NOT EXISTS (SELECT 1 FROM facts_cited f WHERE f.fact_id = fact_group_member.fact_id)`); err != nil {
		return err
	}
	return g.weigh(ctx, tx, touched)
}

// step groups the next facts that have no group yet.
func (g *grouper) step(ctx context.Context, tx *Tx) (int, error) {
	if g.things == nil || g.kept > claimsKept {
		g.things, g.held, g.kept = map[thing]*shelf{}, map[int64]*claim{}, 0
	}
	clear(g.voices)
	claims, err := tx.claims(ctx, true, fmt.Sprintf(`f.id > +? AND m.fact_id IS NULL ORDER BY f.id LIMIT %d`, factsAStep), g.last)
	if err != nil || len(claims) == 0 {
		return 0, err
	}
	g.last = claims[len(claims)-1].id
	// What is plain first; it tells which articles report of one matter.
	shared := map[int64]bool{} // groups of more than one fact, as far as this step knows
	for _, c := range claims {
		best, err := g.best(ctx, tx, c, false, func(d *claim) (float64, error) { return c.plainly(d), nil })
		if err != nil {
			return 0, err
		}
		if c.group = c.id; best != nil {
			c.group = best.group
			shared[c.group] = true
		}
		if _, err := tx.exec(ctx, `INSERT INTO fact_group_member (fact_id, group_id) VALUES (?, ?)`, c.id, c.group); err != nil {
			return 0, err
		}
		g.keep(c)
	}
	g.kin = map[[2]int64]bool{}
	for _, c := range claims {
		if shared[c.group] {
			continue
		}
		best, err := g.best(ctx, tx, c, true, func(d *claim) (float64, error) {
			like := c.likely(d)
			if like == 0 {
				return 0, nil
			}
			kin, err := g.areKin(ctx, tx, c.article, d.article)
			if !kin {
				like = 0
			}
			return like, err
		})
		if err != nil {
			return 0, err
		}
		if best == nil {
			continue
		}
		c.group = best.group
		shared[c.group] = true
		if _, err := tx.exec(ctx, `UPDATE fact_group_member SET group_id = ? WHERE fact_id = ?`, c.group, c.id); err != nil {
			return 0, err
		}
	}
	joined := map[int64]map[int64]bool{} // article -> articles it shares groups with
	for _, c := range claims {
		if !shared[c.group] {
			continue
		}
		others, err := tx.ids(ctx, fmt.Sprintf(`SELECT DISTINCT t.article_id FROM (SELECT fact_id FROM fact_group_member WHERE group_id = +? ORDER BY fact_id LIMIT %d) m
			JOIN fact f ON f.id = m.fact_id JOIN text t ON t.id = f.text_id WHERE t.article_id <> +?`, 2*textsCompared), c.group, c.article)
		if err != nil {
			return 0, err
		}
		for _, b := range others {
			if joined[c.article] == nil {
				joined[c.article] = map[int64]bool{}
			}
			joined[c.article][b] = true
		}
	}
	if err := g.hear(ctx, tx, joined); err != nil {
		return 0, err
	}
	return len(claims), g.weigh(ctx, tx, slices.Sorted(maps.Keys(shared)))
}

// best is the grouped claim most like c, nil where none is like it at all.
func (g *grouper) best(ctx context.Context, tx *Tx, c *claim, all bool, like func(*claim) (float64, error)) (*claim, error) {
	var best *claim
	var most float64
	for _, key := range c.keys() {
		fellows, err := g.fellows(ctx, tx, key)
		if err != nil {
			return nil, err
		}
		for _, list := range fellows.near(c, all) {
			for _, d := range list {
				if d.id == c.id {
					continue
				}
				l, err := like(d)
				if err != nil {
					return nil, err
				}
				if l > most {
					best, most = d, l
				}
			}
		}
	}
	return best, nil
}

// areKin tells whether two articles report of one matter: they share a figure
// that is plainly the same.
func (g *grouper) areKin(ctx context.Context, tx *Tx, a, b int64) (bool, error) {
	if a == b {
		return true, nil
	}
	pair := [2]int64{min(a, b), max(a, b)}
	if kin, ok := g.kin[pair]; ok {
		return kin, nil
	}
	var kin bool
	// From both ends: the groups may be large.
	err := tx.row(ctx, `SELECT EXISTS (
		SELECT m.group_id FROM text t JOIN fact f ON f.text_id = t.id JOIN fact_group_member m ON m.fact_id = f.id WHERE t.article_id = +?
		INTERSECT
		SELECT m.group_id FROM text t JOIN fact f ON f.text_id = t.id JOIN fact_group_member m ON m.fact_id = f.id WHERE t.article_id = +?)`, []any{a, b}, &kin)
	g.kin[pair] = kin
	return kin, err
}

// keys are the things a claim may be of: a state as of a day may have been
// printed in the month before.
func (c *claim) keys() []thing {
	key := thing{c.kind, c.unit, c.start, c.end}
	if len(c.end) == len(time.DateOnly) && c.start == c.end[:4]+"-01-01" {
		// a sum from 1 January on is told as of its last day too
		return []thing{key, {c.kind, c.unit, "", c.end[:len("2006-01")]}}
	}
	if c.start != "" || c.end == "" {
		return []thing{key}
	}
	day, err := time.Parse(time.DateOnly, c.end)
	if err != nil {
		return []thing{key}
	}
	var keys []thing
	for _, d := range []time.Time{day.AddDate(0, 0, -14), day, day.AddDate(0, 0, 14)} {
		key.end = d.Format("2006-01")
		if !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return append(keys, thing{c.kind, c.unit, c.end[:4] + "-01-01", c.end})
}

func (g *grouper) keep(c *claim) {
	key := thing{c.kind, c.unit, c.start, c.end}
	if c.start == "" && len(c.end) > len("2006-01") {
		key.end = c.end[:len("2006-01")]
	}
	if sh := g.things[key]; sh != nil { // best has asked for it: it holds what the file has
		sh.add(c)
		g.held[c.id] = c
		g.kept++
	}
}

// fellows gives the grouped claims of a thing, from the file the first time.
func (g *grouper) fellows(ctx context.Context, tx *Tx, key thing) (*shelf, error) {
	if list, ok := g.things[key]; ok {
		return list, nil
	}
	where, args := `m.group_id IS NOT NULL AND f.unit IS +? AND f.kind = +? AND f.period_start IS +? AND f.period_end IS +?`,
		[]any{null(key.unit), key.kind, null(key.start), null(key.end)}
	if key.start == "" && key.end != "" {
		where, args = `m.group_id IS NOT NULL AND f.unit IS +? AND f.kind = +? AND f.period_start IS NULL AND f.period_end BETWEEN +? AND +?`,
			[]any{null(key.unit), key.kind, key.end + "-01", key.end + "-31"}
	}
	claims, err := tx.claims(ctx, true, where+fmt.Sprintf(` ORDER BY f.id DESC LIMIT %d`, claimsAThing), args...)
	if err != nil {
		return nil, err
	}
	sh := &shelf{figure: map[string][]*claim{}, subject: map[string][]*claim{}}
	for _, c := range slices.Backward(claims) {
		sh.add(c)
		g.held[c.id] = c
	}
	g.things[key] = sh
	g.kept += len(claims)
	return sh, nil
}

// claims reads current facts f by a condition, with what they are compared by
// (words) or only with their figures; m is the fact's row in fact_group_member, if it has one. A
// bare parameter in the condition would have SQLite plan anew for each value.
func (tx *Tx) claims(ctx context.Context, words bool, where string, args ...any) ([]*claim, error) {
	st, err := tx.prepare(ctx, `SELECT f.id, t.article_id, coalesce(m.group_id, 0), coalesce(m.agrees, 0), coalesce(r.language, ''), f.kind, coalesce(f.unit, ''), f.status IN ('forecast', 'target'),
			coalesce(f.period_start, ''), coalesce(f.period_end, ''), coalesce(f.baseline_start, ''), coalesce(f.baseline_end, ''), coalesce(f.subject, ''),
			f.value, coalesce(f.value_high, f.value), f.value_exact, coalesce(f.value_high_exact, ''), coalesce(f.of_total_exact, ''), f.comparator
		FROM fact f JOIN text t ON t.id = f.text_id JOIN article a ON a.id = t.article_id JOIN reading r ON r.id = a.reading_id AND r.text_id = t.id
		LEFT JOIN fact_group_member m ON m.fact_id = f.id
		WHERE f.retired_at IS NULL AND `+where)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(unwatched, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []*claim
	for rows.Next() {
		var c claim
		var subject, exact, high, total, comparator string
		var upper float64
		if err := rows.Scan(&c.id, &c.article, &c.group, &c.agreed, &c.lang, &c.kind, &c.unit, &c.planned, &c.start, &c.end, &c.baseStart, &c.baseE, &subject,
			&c.value, &upper, &exact, &high, &total, &comparator); err != nil {
			return nil, err
		}
		if words {
			c.words = subjectWords(subject)
			c.digits = significant(exact)
		}
		c.exact = exact + " " + high + " " + total
		c.low, c.high = bounds(c.value, upper, exact, comparator)
		list = append(list, &c)
	}
	return list, rows.Err()
}

// weigh finds the figure that most voices of a group give, marks who agrees
// with it and who differs, and lets go of what was put there wrongly.
func (g *grouper) weigh(ctx context.Context, tx *Tx, groups []int64) error {
	for _, group := range groups {
		claims, err := tx.claims(ctx, false, `m.group_id = +? ORDER BY f.id`, group)
		if err != nil {
			return err
		}
		for _, c := range claims {
			if c.voice, err = g.voice(ctx, tx, c.article); err != nil {
				return err
			}
		}
		lead := leading(claims)
		// An article that gives the figure too, or several others, does not
		// contradict it: its other figures are of something narrower.
		odd := map[int64]string{} // article -> its one differing figure, "" where it has more to say
		for _, c := range claims {
			switch before, seen := odd[c.article]; {
			case c.agrees(lead), seen && before != c.exact:
				odd[c.article] = ""
			case !seen:
				odd[c.article] = c.exact
			}
		}
		for _, c := range claims {
			agrees, group := c.agrees(lead), group
			if !agrees && odd[c.article] == "" {
				agrees, group = true, c.id // alone again
				if h := g.held[c.id]; h != nil {
					h.group = c.id
				}
			}
			if agrees == c.agreed && group == c.group {
				continue
			}
			if _, err := tx.exec(ctx, `UPDATE fact_group_member SET agrees = ?, group_id = ? WHERE fact_id = ? AND (agrees <> ? OR group_id <> ?)`,
				agrees, group, c.id, agrees, group); err != nil {
				return err
			}
		}
	}
	return nil
}

// leading is the first claim of the figure that most voices agree with.
func leading(claims []*claim) *claim {
	type figure struct {
		first  *claim
		voices map[int64]bool
	}
	var figures []*figure // in the order of the text
	byFigure := map[[2]float64]*figure{}
	for _, c := range claims {
		key := [2]float64{c.low, c.high}
		f := byFigure[key]
		if f == nil {
			f = &figure{c, map[int64]bool{}}
			byFigure[key] = f
			figures = append(figures, f)
		}
		f.voices[c.voice] = true
	}
	figures = figures[:min(len(figures), figuresWeighed)]
	var lead *claim
	most := 0
	for _, f := range figures {
		all := map[int64]bool{}
		for _, o := range figures {
			if f == o || f.first.agrees(o.first) {
				maps.Copy(all, o.voices)
			}
		}
		if len(all) > most {
			lead, most = f.first, len(all)
		}
	}
	return lead
}

// figuresWeighed is how many different figures of one group are weighed.
const figuresWeighed = 200

// hear finds out which of the articles that share figures are one text: one
// names the other as its original, or their phrases are mostly the same.
func (g *grouper) hear(ctx context.Context, tx *Tx, joined map[int64]map[int64]bool) error {
	for _, a := range slices.Sorted(maps.Keys(joined)) {
		compared := 0
		for _, b := range slices.Sorted(maps.Keys(joined[a])) {
			if compared == textsCompared {
				break
			}
			one, err := g.voice(ctx, tx, a)
			if err != nil {
				return err
			}
			other, err := g.voice(ctx, tx, b)
			if err != nil {
				return err
			}
			if one == other {
				continue
			}
			compared++
			same, err := g.oneText(ctx, tx, a, b)
			if err != nil {
				return err
			}
			if same {
				if err := tx.oneVoice(ctx, a, b); err != nil {
					return err
				}
				clear(g.voices)
			}
		}
	}
	return nil
}

// textsCompared is with how many other voices an article's text is compared at
// the most in one step.
const textsCompared = 40

// hashesKept bounds the phrases held in memory, to 16 MB: some 3,000 articles.
const hashesKept = 2 << 20

// voice is Tx.voice, asked once a step.
func (g *grouper) voice(ctx context.Context, tx *Tx, article int64) (int64, error) {
	voice, ok := g.voices[article]
	if ok {
		return voice, nil
	}
	voice, err := tx.voice(ctx, article)
	g.voices[article] = voice
	return voice, err
}

// voice is the article that speaks for an article: itself, or another of the
// same text.
func (tx *Tx) voice(ctx context.Context, article int64) (int64, error) {
	voice := article
	err := tx.row(ctx, `SELECT voice FROM article_voice WHERE article_id = +?`, []any{article}, &voice)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	return voice, nil
}

func (g *grouper) oneText(ctx context.Context, tx *Tx, a, b int64) (bool, error) {
	var names bool
	err := tx.row(ctx, `SELECT coalesce(x.original_url IN (y.article_url, y.canonical_url, y.original_url), 0) OR coalesce(y.original_url IN (x.article_url, x.canonical_url), 0)
		FROM articles_cited x, articles_cited y WHERE x.article_id = +? AND y.article_id = +?`, []any{a, b}, &names)
	if err != nil || names {
		return names, err
	}
	if g.hashes > hashesKept {
		clear(g.phrases)
		g.hashes = 0
	}
	for _, id := range []int64{a, b} {
		if g.phrases[id] != nil {
			continue
		}
		var text string
		if err := tx.row(ctx, `SELECT text FROM articles_cited WHERE article_id = +?`, []any{id}, &text); err != nil {
			return false, err
		}
		g.phrases[id] = phrases(text)
		g.hashes += len(g.phrases[id])
	}
	return overlap(g.phrases[a], g.phrases[b]) >= sameText, nil
}

// oneVoice joins the voices of two articles under the lower of their numbers.
func (tx *Tx) oneVoice(ctx context.Context, a, b int64) error {
	voices := [2]int64{a, b}
	for i, id := range voices {
		var err error
		if voices[i], err = tx.voice(ctx, id); err != nil {
			return err
		}
	}
	voice := min(voices[0], voices[1])
	for _, id := range []int64{a, b, voices[0], voices[1]} {
		if _, err := tx.exec(ctx, `INSERT INTO article_voice (article_id, voice) VALUES (?, ?) ON CONFLICT (article_id) DO UPDATE SET voice = excluded.voice`, id, voice); err != nil {
			return err
		}
	}
	_, err := tx.exec(ctx, `UPDATE article_voice SET voice = ? WHERE voice IN (?, ?)`, voice, voices[0], voices[1])
	return err
}

// ids reads a column of ids.
func (tx *Tx) ids(ctx context.Context, query string, args ...any) ([]int64, error) {
	st, err := tx.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	rows, err := st.QueryContext(unwatched, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, rows.Err()
}

// near tells whether two ISO days are at most n days apart.
func near(a, b string, n int) bool {
	x, err1 := time.Parse(time.DateOnly, a)
	y, err2 := time.Parse(time.DateOnly, b)
	return err1 == nil && err2 == nil && x.Sub(y).Abs() <= time.Duration(n)*24*time.Hour
}

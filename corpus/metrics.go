package corpus

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
)

// WriteMetrics writes the run's counts in the text form of Prometheus, for
// node_exporter's textfile collector: to a file beside, then renamed, so that
// nobody reads half of it.
func (r *Run) WriteMetrics(name string) error {
	var b bytes.Buffer
	gauge := func(metric, help string, value any) {
		fmt.Fprintf(&b, "# HELP solieu_crawl_%s %s\n# TYPE solieu_crawl_%s gauge\nsolieu_crawl_%s %v\n", metric, help, metric, metric, value)
	}
	gauge("start_time_seconds", "When the last run began.", r.Started.Unix())
	if r.Ended.IsZero() {
		gauge("running", "1 while a run is under way.", 1)
	} else {
		gauge("end_time_seconds", "When the last run ended.", r.Ended.Unix())
		gauge("running", "1 while a run is under way.", 0)
	}
	gauge("requests", "Requests of the last run, robots.txt and redirects among them.", r.Requests)
	gauge("bytes", "Bytes of the bodies fetched, as sent.", r.Bytes)
	gauge("articles", "Articles that were new or changed.", r.Articles)
	gauge("facts", "Facts that were new.", r.Facts)
	gauge("found", "Addresses that were new.", r.Found)
	fmt.Fprintf(&b, "# HELP solieu_crawl_items Items of the last run by outcome.\n# TYPE solieu_crawl_items gauge\n")
	for _, v := range []struct {
		state string
		n     int
	}{{"done", r.Done}, {"failed", r.Failed}, {"gone", r.Gone}, {"refused", r.Refused}, {"retry", r.Retry}} {
		fmt.Fprintf(&b, "solieu_crawl_items{outcome=%q} %d\n", v.state, v.n)
	}
	fmt.Fprintf(&b, "# HELP solieu_crawl_errors What went wrong in the last run, by cause.\n# TYPE solieu_crawl_errors gauge\n")
	var causes []string
	for c := range r.Errors {
		causes = append(causes, c)
	}
	sort.Strings(causes)
	for _, c := range causes {
		fmt.Fprintf(&b, "solieu_crawl_errors{cause=%q} %d\n", c, r.Errors[c])
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		return fmt.Errorf("write metrics %s: is a folder", name)
	}
	tmp, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return fmt.Errorf("write metrics %s: %w", name, bare(err))
	}
	defer os.Remove(tmp.Name())
	_, err = tmp.Write(b.Bytes())
	if e := tmp.Chmod(0o644); err == nil {
		err = e
	}
	if e := tmp.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = os.Rename(tmp.Name(), name)
	}
	if err != nil {
		return fmt.Errorf("write metrics %s: %w", name, bare(err))
	}
	return nil
}

// bare takes the name of our passing file out of an error.
func bare(err error) error {
	var pe *fs.PathError
	var le *os.LinkError
	switch {
	case errors.As(err, &pe):
		return pe.Err
	case errors.As(err, &le):
		return le.Err
	}
	return err
}

//go:build unix

package main

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"solieu/corpus"
	"solieu/store"
)

const benchHosts = 200

// crawlBenchLimit bounds the pages fetched, so that a long work list can be
// tried in a short time: BENCH_LIMIT, all unless set.
func crawlBenchLimit(n int) int {
	if limit, err := strconv.Atoi(os.Getenv("BENCH_LIMIT")); err == nil && limit < n {
		return limit
	}
	return n
}

// crawlBenchSize is how many pages the crawl benchmarks take: 3,000, or what
// BENCH_CRAWL says (make bench-crawl says 100,000).
func crawlBenchSize(b *testing.B) int {
	n, err := strconv.Atoi(os.Getenv("BENCH_CRAWL"))
	if err != nil {
		n = 3000
	}
	return n / benchHosts * benchHosts
}

var benchSyllables = strings.Fields("gạo cà phê tôm cá tra gỗ dệt may da giày thép xi măng than dầu khí điện nước phân bón nhựa giấy máy tính linh kiện ô tô xe tàu cảng kho bãi đường cầu chợ siêu thị vàng bạc vốn thuế phí lãi suất tiền gửi trái phiếu cổ phiếu đất nhà trường viện thuốc sữa đường mía chè tiêu điều rau quả hoa")

// What stands around the article is the same on all pages: made once, for the
// servers share the cores with the crawl and should cost it little.
var benchHead, benchTail = func() (head, tail string) {
	var h, t strings.Builder
	h.WriteString(`</title><meta property="article:published_time" content="2024-04-24T08:00:00+07:00">`)
	h.WriteString("<script>" + strings.Repeat("var cauHinh = {ten: 'giá trị'};\n", 200) + "</script></head><body><nav>")
	for k := range 80 {
		fmt.Fprintf(&h, `<a href="/chuyen-muc-%d">Chuyên mục %d</a>`, k, k)
	}
	t.WriteString(`</article><aside>`)
	for k := range 20 {
		fmt.Fprintf(&t, `<div class="item"><h3><a href="/tin-cung-chuyen-muc-ve-thi-truong-%d.html">Tin cùng chuyên mục về thị trường số %d</a></h3><img src="/anh/%d.jpg"></div>`, 100000+k, k, k)
	}
	t.WriteString(`</aside><footer>Cơ quan chủ quản</footer></body></html>`)
	return h.String(), t.String()
}()

// crawlBenchPage is a page of the size and make of a paper's: menus, an article of
// some 700 words with its figures, neighbours, scripts.
func crawlBenchPage(host, i int) []byte {
	var p bytes.Buffer
	p.Grow(32 << 10)
	r := rand.New(rand.NewPCG(1, uint64(i)))
	words := func(n int) string { // no two pages speak of the same
		var s []string
		for range n {
			s = append(s, benchSyllables[r.IntN(len(benchSyllables))])
		}
		return strings.Join(s, " ")
	}
	fmt.Fprintf(&p, `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xuất khẩu nhóm hàng %d của tỉnh %d`, i, host)
	p.WriteString(benchHead)
	fmt.Fprintf(&p, `</nav><article><h1>Xuất khẩu nhóm hàng %d của tỉnh %d</h1>`, i, host)
	for k := range 14 {
		fmt.Fprintf(&p, `<p>Trong quý I/2024, sản lượng %s của %s đạt gần %d,%d triệu USD, tăng %d,%d%% so với cùng kỳ năm trước, theo số liệu mà Cục Thống kê công bố. Cơ quan này cho biết đơn hàng từ các thị trường lớn đã trở lại, trong khi %s và %s nhìn chung ổn định.</p>`,
			words(3), words(2), 100+(i*7+k*13)%900, k, (host+k)%40+1, k%10, words(9), words(8))
	}
	p.WriteString(benchTail)
	return p.Bytes()
}

// BenchmarkWorkListClaims is how fast due items are handed out: 100,000 of 200
// hosts, in the chunks that the crawl asks for.
func BenchmarkWorkListClaims(b *testing.B) {
	ctx := context.Background()
	s, err := store.Open(ctx, filepath.Join(b.TempDir(), "b.db"), store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var items []corpus.Item
	for i := range 100_000 {
		items = append(items, corpus.Item{URL: fmt.Sprintf("http://h%d.example.vn/bai-%d.html", i%benchHosts, i), Kind: corpus.Article, Priority: corpus.PriorityFound})
	}
	begun := time.Now()
	if _, err := s.WorkList().Add(ctx, items); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(len(items))/time.Since(begun).Seconds(), "added/s")
	claimed, took := 0, time.Duration(0)
	for b.Loop() {
		list := s.WorkList()
		begun := time.Now()
		now := begun
		hosts, err := list.Hosts(ctx, now, 1000)
		if err != nil || len(hosts) != benchHosts {
			b.Fatal(len(hosts), err)
		}
		// A chunk of each host in turn; it is given back before the next, as a
		// commit would take it off.
		for range 10 {
			for _, h := range hosts {
				got, err := list.Claim(ctx, h, now, 16)
				if err != nil {
					b.Fatal(err)
				}
				claimed += len(got)
				list.Release(got)
			}
		}
		took += time.Since(begun)
	}
	b.ReportMetric(float64(claimed)/took.Seconds(), "claims/s")
}

// crawlBenchPart is how many pages are crawled, and stored for the floor, in
// turn.
const crawlBenchPart = 5000

// BenchmarkCrawl is the nightly job: pages on 200 loopback hosts fetched,
// archived, extracted and stored by the program as one runs it, beside the
// rate of extract and store alone, the floor.
//
// The floor takes as many pages of the same make through the same readers into
// a file that grows as the crawl's does: what a larger file costs is in both.
// Both go on in turns of 5,000 pages, so that a neighbour on the machine slows
// both. The making of the floor's pages is not timed; the servers run on the
// crawl's cores, and count against it.
func BenchmarkCrawl(b *testing.B) {
	n := crawlBenchSize(b)
	limit := crawlBenchLimit(n)
	ctx := context.Background()
	dir := b.TempDir()
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	var urls bytes.Buffer
	for h := range benchHosts {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", h+2))
		if err != nil {
			b.Skip("only 127.0.0.1 on loopback here")
		}
		defer l.Close()
		srv := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			i, err := strconv.Atoi(strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, "/bai-"), ".html"))
			if err != nil {
				w.WriteHeader(404)
				return
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write(crawlBenchPage(h, i))
		})}
		go srv.Serve(l)
		defer srv.Close()
		for i := range n / benchHosts {
			fmt.Fprintf(&urls, "http://%s/bai-%d.html\n", l.Addr(), i*benchHosts+h)
		}
	}
	file := filepath.Join(dir, "urls.txt")
	if err := os.WriteFile(file, urls.Bytes(), 0o644); err != nil {
		b.Fatal(err)
	}

	for b.Loop() {
		floor, err := store.Open(ctx, filepath.Join(dir, "floor.db"), store.Options{Create: true})
		if err != nil {
			b.Fatal(err)
		}
		db := filepath.Join(dir, "crawl.db")
		if out, err := solieuCommand(exe, "add", "--db", db, file).CombinedOutput(); err != nil {
			b.Fatalf("add: %v\n%s", err, out)
		}
		var alone, crawled crawlCost
		for done := 0; done < limit; {
			part := min(crawlBenchPart, limit-done)
			a := extractAndStore(b, floor, done, part)
			c := crawlPart(b, exe, db, part)
			done += part
			alone.add(a)
			crawled.add(c)
			// As it goes, and whole: a benchmark's log has ten lines at most.
			fmt.Fprintf(os.Stderr, "%d pages: extract and store %v, crawl %v: %.1f%%\n", done, a, c, 100*a.took.Seconds()/c.took.Seconds())
		}
		floor.Close()
		b.ReportMetric(crawled.peak, "peak-MB")
		b.ReportMetric(crawled.cpu.Seconds()*1000/float64(limit), "cpu-ms/page")
		b.ReportMetric(alone.cpu.Seconds()*1000/float64(limit), "floor-cpu-ms/page")
		b.ReportMetric(float64(limit)/crawled.took.Seconds(), "pages/s")
		b.ReportMetric(100*alone.cpu.Seconds()/crawled.cpu.Seconds(), "%floor-cpu")
		b.ReportMetric(float64(limit)/alone.took.Seconds(), "floor-pages/s")
		b.ReportMetric(100*alone.took.Seconds()/crawled.took.Seconds(), "%floor")

		s, err := store.Open(ctx, db, store.Options{ReadOnly: true})
		if err != nil {
			b.Fatal(err)
		}
		var stored int
		if err := s.Reader().QueryRow(`SELECT count(*) FROM article WHERE reading_id IS NOT NULL`).Scan(&stored); err != nil || stored != limit {
			b.Fatalf("%d of %d articles stored, %v", stored, limit, err)
		}
		s.Close()
	}
}

// crawlCost is what some pages cost.
type crawlCost struct {
	pages     int
	took, cpu time.Duration
	peak      float64 // MB
}

func (c *crawlCost) add(d crawlCost) {
	c.pages, c.took, c.cpu, c.peak = c.pages+d.pages, c.took+d.took, c.cpu+d.cpu, max(c.peak, d.peak)
}

func (c crawlCost) String() string {
	return fmt.Sprintf("%.1f/s at %.2f ms of processor", float64(c.pages)/c.took.Seconds(), c.cpu.Seconds()*1000/float64(c.pages))
}

// extractAndStore takes pages from memory through extract, normalize and store.
func extractAndStore(b *testing.B, s *store.Store, from, n int) (cost crawlCost) {
	b.Helper()
	const held = 1000 // pages in memory
	for ; n > 0; n, from = n-held, from+held {
		var pages []*corpus.Page
		for i := from; i < from+min(n, held); i++ {
			u := fmt.Sprintf("http://h%d.example.vn/bai-%d.html", i%benchHosts, i)
			body := crawlBenchPage(i%benchHosts, i)
			pages = append(pages, &corpus.Page{URL: u, FinalURL: u, Status: 200, MediaType: "text/html", Charset: "utf-8", Body: body, SHA256: corpus.SHA256(body), Retrieved: time.Now(), Archive: corpus.Ref{File: "x"}})
		}
		runtime.GC()
		cpu, begun := ownCPU(), time.Now()
		jobs := make(chan job)
		go func() {
			defer close(jobs)
			for _, p := range pages {
				jobs <- job{page: p}
			}
		}()
		if err := (&pipeline{store: s, read: readPage}).run(b.Context(), jobs); err != nil {
			b.Fatal(err)
		}
		cost.add(crawlCost{len(pages), time.Since(begun), ownCPU() - cpu, 0})
	}
	return cost
}

// crawlPart runs the program for so many pages.
func crawlPart(b *testing.B, exe, db string, n int) crawlCost {
	b.Helper()
	s, err := store.Open(b.Context(), db, store.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	before := time.Now()
	cmd := solieuCommand(exe, "crawl", "--db", db, "--delay", "0", "--allow-private", "--concurrency", "32", "--limit", strconv.Itoa(n))
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	// What comes after the crawl, comparing articles, is not of the matter.
	cost := crawlCost{pages: n}
	for cost.took == 0 {
		time.Sleep(50 * time.Millisecond)
		cost.peak = max(cost.peak, peakMB(cmd.Process.Pid))
		run, ok, err := s.LastRun(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if ok && run.Started.After(before) && !run.Ended.IsZero() {
			cost.took = run.Ended.Sub(run.Started)
			if run.Done != n {
				b.Fatalf("%d of %d pages done", run.Done, n)
			}
		}
	}
	cmd.Process.Kill()
	cmd.Wait()
	cost.cpu = cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	return cost
}

func solieuCommand(exe string, args ...string) *exec.Cmd {
	cmd := exec.Command(exe)
	cmd.Args = append([]string{"solieu"}, args...)
	return cmd
}

// ownCPU is the processor time that this process has used.
func ownCPU() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMB is the most memory a process has had at once, as Linux keeps it; 0
// elsewhere. What wait tells counts the parent's too, from before the exec.
func peakMB(pid int) float64 {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, after, _ := strings.Cut(string(status), "VmHWM:")
	kb, _ := strconv.ParseFloat(strings.Fields(after + " 0")[0], 64)
	return kb / 1024
}

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

// crawlBenchPage is a page of the size and make of a paper's: menus, an article of
// some 700 words with its figures, neighbours, scripts.
func crawlBenchPage(host, i int) []byte {
	var p bytes.Buffer
	r := rand.New(rand.NewPCG(1, uint64(i)))
	words := func(n int) string { // no two pages speak of the same
		var s []string
		for range n {
			s = append(s, benchSyllables[r.IntN(len(benchSyllables))])
		}
		return strings.Join(s, " ")
	}
	fmt.Fprintf(&p, `<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Xuất khẩu nhóm hàng %d của tỉnh %d</title><meta property="article:published_time" content="2024-04-24T08:00:00+07:00">`, i, host)
	fmt.Fprintf(&p, "<script>%s</script></head><body><nav>", strings.Repeat("var cauHinh = {ten: 'giá trị'};\n", 200))
	for k := range 80 {
		fmt.Fprintf(&p, `<a href="/chuyen-muc-%d">Chuyên mục %d</a>`, k, k)
	}
	fmt.Fprintf(&p, `</nav><article><h1>Xuất khẩu nhóm hàng %d của tỉnh %d</h1>`, i, host)
	for k := range 14 {
		fmt.Fprintf(&p, `<p>Trong quý I/2024, sản lượng %s của %s đạt gần %d,%d triệu USD, tăng %d,%d%% so với cùng kỳ năm trước, theo số liệu mà Cục Thống kê công bố. Cơ quan này cho biết đơn hàng từ các thị trường lớn đã trở lại, trong khi %s và %s nhìn chung ổn định.</p>`,
			words(3), words(2), 100+(i*7+k*13)%900, k, (host+k)%40+1, k%10, words(9), words(8))
	}
	p.WriteString(`</article><aside>`)
	for k := range 20 {
		fmt.Fprintf(&p, `<div class="item"><h3><a href="/tin-cung-chuyen-muc-ve-thi-truong-%d.html">Tin cùng chuyên mục về thị trường số %d</a></h3><img src="/anh/%d.jpg"></div>`, 100000+k, k, k)
	}
	p.WriteString(`</aside><footer>Cơ quan chủ quản</footer></body></html>`)
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

// BenchmarkCrawl is the nightly job: pages on 200 loopback hosts fetched,
// archived, extracted and stored by the program as one runs it, beside the
// rate of extract and store alone over the same pages in memory. The servers
// run on the same cores.
func BenchmarkCrawl(b *testing.B) {
	n := crawlBenchSize(b)
	limit := crawlBenchLimit(n)
	ctx := context.Background()
	dir := b.TempDir()
	exe, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}

	// The floor: extract and store.
	pages := min(limit, 4000)
	s, err := store.Open(ctx, filepath.Join(dir, "floor.db"), store.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	var list []*corpus.Page
	for i := range pages {
		u := fmt.Sprintf("http://h%d.example.vn/bai-%d.html", i%benchHosts, i)
		body := crawlBenchPage(i%benchHosts, i)
		list = append(list, &corpus.Page{URL: u, FinalURL: u, Status: 200, MediaType: "text/html", Charset: "utf-8", Body: body, SHA256: corpus.SHA256(body), Retrieved: time.Now(), Archive: corpus.Ref{File: "x"}})
	}
	jobs := make(chan job)
	cpu, begun := ownCPU(), time.Now()
	go func() {
		defer close(jobs)
		for _, p := range list {
			jobs <- job{page: p}
		}
	}()
	if err := (&pipeline{store: s, read: readPage}).run(ctx, jobs); err != nil {
		b.Fatal(err)
	}
	floor := float64(pages) / time.Since(begun).Seconds()
	floorCPU := (ownCPU() - cpu).Seconds() * 1000 / float64(pages)
	list = nil
	s.Close()

	// The crawl.
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
	solieu := func(args ...string) *exec.Cmd {
		cmd := exec.Command(exe)
		cmd.Args = append([]string{"solieu"}, args...)
		return cmd
	}
	db := filepath.Join(dir, "crawl.db")
	for b.Loop() {
		if out, err := solieu("add", "--db", db, file).CombinedOutput(); err != nil {
			b.Fatalf("add: %v\n%s", err, out)
		}
		cmd := solieu("crawl", "--db", db, "--delay", "0", "--allow-private", "--concurrency", "32", "--limit", strconv.Itoa(limit))
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		// What comes after the crawl, comparing articles, is not of the matter.
		var took time.Duration
		var peak float64
		for took == 0 {
			time.Sleep(100 * time.Millisecond)
			peak = max(peak, peakMB(cmd.Process.Pid))
			took = crawlTime(b, db)
		}
		cmd.Process.Kill()
		cmd.Wait()
		rate := float64(limit) / took.Seconds()
		cpu := (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds() * 1000 / float64(limit)
		b.ReportMetric(peak, "peak-MB")
		b.ReportMetric(cpu, "cpu-ms/page")
		b.ReportMetric(floorCPU, "floor-cpu-ms/page")
		b.ReportMetric(rate, "pages/s")
		b.ReportMetric(floor, "floor-pages/s")
		b.ReportMetric(100*rate/floor, "%floor")
	}
	s, err = store.Open(ctx, db, store.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var stored int
	if err := s.Reader().QueryRow(`SELECT count(*) FROM articles_cited`).Scan(&stored); err != nil || stored != limit {
		b.Fatalf("%d of %d articles stored, %v", stored, n, err)
	}
}

// crawlTime is how long the last crawl took, as the run table has it; 0 while
// it runs.
func crawlTime(b *testing.B, db string) time.Duration {
	b.Helper()
	s, err := store.Open(context.Background(), db, store.Options{ReadOnly: true})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	run, ok, err := s.LastRun(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if !ok || run.Ended.IsZero() {
		return 0
	}
	return run.Ended.Sub(run.Started)
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

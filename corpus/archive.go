package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"solieu/corpus/warc"
)

// Archive is a folder of WARC files: everything that was fetched or read, as
// it came. A file is written under its name with ".open" appended, and renamed
// when it is complete; a Ref always carries the final name. Several processes
// may write to one folder, each to files of its own.
//
// An Archive is safe for concurrent use.
type Archive struct {
	// Prefix begins the names of the files written: "solieu" unless set.
	Prefix string
	// MaxFile is the size in bytes at which a file is closed and the next one
	// begun: 1 GB unless set.
	MaxFile int64
	// MaxBody is the largest decoded body that Read returns: 64 MiB unless set.
	MaxBody int64
	// Software and Operator go into the warcinfo record.
	Software, Operator string

	dir string

	mu    sync.Mutex
	f     *os.File
	w     *warc.Writer
	name  string // final name of f
	dirty bool   // written since the last Sync
	grave error  // a write failed: nothing more may be promised

	rmu     sync.Mutex
	readers map[string]*os.File
}

const (
	openSuffix     = ".open"
	defaultMaxFile = 1 << 30
	defaultMaxBody = 64 << 20
)

// OpenArchive opens the folder, which is made when it is missing. Nothing is
// written until the first record.
func OpenArchive(dir string) (*Archive, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("open archive: %w", err)
	}
	return &Archive{Prefix: "solieu", MaxFile: defaultMaxFile, MaxBody: defaultMaxBody, Software: "solieu", dir: dir, readers: map[string]*os.File{}}, nil
}

// Dir is the folder.
func (a *Archive) Dir() string { return a.dir }

// Exchange is one request and its answer, as they go into the archive.
type Exchange struct {
	URL       string
	Method    string
	Request   http.Header
	Status    int
	Header    http.Header
	Payload   []byte // entity body as it came, content coding in place
	Truncated string // length, time, disconnect: why Payload is not whole; "" where it is
	Time      time.Time
	// A revisit: the payload is that of an earlier record (Profile is one of
	// the warc.Profile constants) and is not kept again.
	Profile    string
	RefersURL  string
	RefersTime time.Time
	// Digest is the hex SHA-256 of the payload; filled by WriteExchange where empty.
	Digest string
}

// SHA256 is the lower-case hex digest of a payload: snapshot_sha256.
func SHA256(payload []byte) string {
	sum := sha256.Sum256(payload)
	return hex.EncodeToString(sum[:])
}

// WriteExchange archives a response (or revisit) and the request it answers,
// and returns where the response stands. The bytes are with the operating
// system when it returns: they outlive this process, and after Sync the machine.
func (a *Archive) WriteExchange(x *Exchange) (Ref, error) {
	if x.Digest == "" {
		x.Digest = SHA256(x.Payload)
	}
	block := warc.HTTPBlock(x.Status, x.Header, x.Payload)
	kind, id := warc.TypeResponse, warc.NewID()
	if x.Profile != "" {
		kind = warc.TypeRevisit
		block = warc.HTTPBlock(x.Status, x.Header, nil)
	}
	date := warc.FormatDate(x.Time)
	h := warc.Header{
		{Name: "WARC-Type", Value: kind},
		{Name: "WARC-Record-ID", Value: id},
		{Name: "WARC-Date", Value: date},
		{Name: "WARC-Target-URI", Value: x.URL},
		{Name: "Content-Type", Value: "application/http;msgtype=response"},
		{Name: "WARC-Block-Digest", Value: warc.Digest(block)},
		{Name: "WARC-Payload-Digest", Value: "sha256:" + x.Digest},
	}
	h.Set("WARC-Truncated", x.Truncated)
	if x.Profile != "" {
		h.Set("WARC-Profile", x.Profile)
		h.Set("WARC-Refers-To-Target-URI", x.RefersURL)
		if !x.RefersTime.IsZero() {
			h.Set("WARC-Refers-To-Date", warc.FormatDate(x.RefersTime))
		}
	}
	members, err := warc.Pack(&warc.Record{Header: h, Block: block})
	if err != nil {
		return Ref{}, fmt.Errorf("archive %s: %w", x.URL, err)
	}
	if x.Request != nil {
		req := requestBlock(x)
		more, err := warc.Pack(&warc.Record{Header: warc.Header{
			{Name: "WARC-Type", Value: warc.TypeRequest},
			{Name: "WARC-Record-ID", Value: warc.NewID()},
			{Name: "WARC-Date", Value: date},
			{Name: "WARC-Target-URI", Value: x.URL},
			{Name: "WARC-Concurrent-To", Value: id},
			{Name: "Content-Type", Value: "application/http;msgtype=request"},
			{Name: "WARC-Block-Digest", Value: warc.Digest(req)},
		}, Block: req})
		if err != nil {
			return Ref{}, fmt.Errorf("archive %s: %w", x.URL, err)
		}
		members = append(members, more...)
	}
	ref, err := a.append(members)
	if err != nil {
		return Ref{}, fmt.Errorf("archive %s: %w", x.URL, err)
	}
	return ref, nil
}

func requestBlock(x *Exchange) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s HTTP/1.1\r\nHost: %s\r\n", x.Method, pathOf(x.URL), HostOf(x.URL))
	x.Request.Write(&b)
	b.WriteString("\r\n")
	return []byte(b.String())
}

// WriteResource archives a page that no server answered, such as a local file,
// as a resource record, and fills in its SHA256 and Archive.
func (a *Archive) WriteResource(p *Page) error {
	p.SHA256 = SHA256(p.Body)
	media := p.MediaType
	if p.Charset != "" {
		media += "; charset=" + p.Charset
	}
	member, err := warc.Pack(&warc.Record{Header: warc.Header{
		{Name: "WARC-Type", Value: warc.TypeResource},
		{Name: "WARC-Record-ID", Value: warc.NewID()},
		{Name: "WARC-Date", Value: warc.FormatDate(p.Retrieved)},
		{Name: "WARC-Target-URI", Value: p.URL},
		{Name: "Content-Type", Value: media},
		{Name: "WARC-Block-Digest", Value: "sha256:" + p.SHA256},
		{Name: "WARC-Payload-Digest", Value: "sha256:" + p.SHA256},
	}, Block: p.Body})
	if err != nil {
		return fmt.Errorf("archive %s: %w", p.URL, err)
	}
	if p.Archive, err = a.append(member); err != nil {
		return fmt.Errorf("archive %s: %w", p.URL, err)
	}
	return nil
}

// WriteRecord archives a record of another WARC file as it stands, with a
// SHA-256 payload digest beside it where it had another kind.
func (a *Archive) WriteRecord(rec *warc.Record, payloadSHA256 string) (Ref, error) {
	out := warc.Record{Header: append(warc.Header{}, rec.Header...), Block: rec.Block}
	out.Header.Set("WARC-Payload-Digest", "sha256:"+payloadSHA256)
	out.Header.Set("WARC-Block-Digest", warc.Digest(rec.Block))
	out.Header.Set("WARC-Target-URI", withoutUser(rec.TargetURI()))
	member, err := warc.Pack(&out)
	if err == nil {
		var ref Ref
		if ref, err = a.append(member); err == nil {
			return ref, nil
		}
	}
	return Ref{}, fmt.Errorf("archive %s: %w", rec.TargetURI(), err)
}

func (a *Archive) append(members []byte) (Ref, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.grave != nil {
		return Ref{}, a.grave
	}
	if a.f != nil && a.w.Offset()+int64(len(members)) > a.MaxFile {
		if err := a.finish(); err != nil {
			return Ref{}, err
		}
	}
	if a.f == nil {
		if err := a.begin(); err != nil {
			return Ref{}, err
		}
	}
	at, err := a.w.WriteMember(members)
	if err != nil {
		a.grave = err
		return Ref{}, err
	}
	a.dirty = true
	return Ref{File: a.name, Offset: at}, nil
}

// begin opens the next file and writes its warcinfo record.
func (a *Archive) begin() error {
	now := time.Now().UTC()
	for n := 1; ; n++ {
		name := fmt.Sprintf("%s-%s-%05d.warc.gz", a.Prefix, now.Format("20060102150405"), n)
		if _, err := os.Stat(filepath.Join(a.dir, name)); err == nil {
			continue
		}
		f, err := os.OpenFile(filepath.Join(a.dir, name+openSuffix), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, fs.ErrExist) {
			continue
		}
		if err != nil {
			return err
		}
		if err := lockFile(f); err != nil {
			f.Close()
			return err
		}
		// Between creating and locking, another process may have repaired and
		// renamed the empty file: then this is not it any more.
		if there, err := os.Stat(f.Name()); err != nil || !sameFile(f, there) {
			f.Close()
			continue
		}
		a.f, a.w, a.name = f, warc.NewWriter(f, 0), name
		break
	}
	if err := syncDir(a.dir); err != nil {
		return err
	}
	info := fmt.Sprintf("software: %s\r\nformat: WARC File Format 1.1\r\nconformsTo: https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n", a.Software)
	if a.Operator != "" {
		info += "http-header-user-agent: " + a.Operator + "\r\n"
	}
	_, err := a.w.Write(&warc.Record{Header: warc.Header{
		{Name: "WARC-Type", Value: warc.TypeInfo},
		{Name: "WARC-Record-ID", Value: warc.NewID()},
		{Name: "WARC-Date", Value: warc.FormatDate(now)},
		{Name: "WARC-Filename", Value: a.name},
		{Name: "Content-Type", Value: "application/warc-fields"},
	}, Block: []byte(info)})
	return err
}

// finish makes the open file complete: on disk and under its final name.
func (a *Archive) finish() error {
	if a.f == nil {
		return nil
	}
	f := a.f
	a.f = nil
	if err := f.Sync(); err != nil {
		a.grave = err
		f.Close()
		return err
	}
	a.dirty = false
	// Renamed before the lock goes with the close: nobody repairs a whole file.
	err := os.Rename(f.Name(), filepath.Join(a.dir, a.name))
	if e := f.Close(); err == nil {
		err = e
	}
	if err == nil {
		err = syncDir(a.dir)
	}
	return err
}

// Sync brings every record written so far to the disk. It must come before the
// commit of whatever cites them.
func (a *Archive) Sync() error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.grave != nil {
		return fmt.Errorf("sync archive: %w", a.grave)
	}
	if a.f == nil || !a.dirty {
		return nil
	}
	if err := a.f.Sync(); err != nil {
		a.grave = err
		return fmt.Errorf("sync archive: %w", err)
	}
	a.dirty = false
	return nil
}

// Close completes the open file and lets go of all others.
func (a *Archive) Close() error {
	a.mu.Lock()
	err := a.finish()
	a.mu.Unlock()
	a.rmu.Lock()
	for name, f := range a.readers {
		f.Close()
		delete(a.readers, name)
	}
	a.rmu.Unlock()
	if err != nil {
		return fmt.Errorf("close archive: %w", err)
	}
	return nil
}

// maxReaders bounds the file handles that reading keeps.
const maxReaders = 16

func (a *Archive) file(name string) (*os.File, error) {
	if name == "" || name != filepath.Base(name) {
		return nil, fmt.Errorf("archive file %q: %w", name, fs.ErrNotExist)
	}
	a.rmu.Lock()
	defer a.rmu.Unlock()
	if f := a.readers[name]; f != nil {
		return f, nil
	}
	f, err := os.Open(filepath.Join(a.dir, name))
	if errors.Is(err, fs.ErrNotExist) {
		var e error
		if f, e = os.Open(filepath.Join(a.dir, name+openSuffix)); e != nil {
			// Renamed between the two looks, or not there at all.
			f, err = os.Open(filepath.Join(a.dir, name))
		} else {
			err = nil
		}
	}
	if err != nil {
		return nil, err
	}
	if len(a.readers) >= maxReaders {
		for other, g := range a.readers {
			g.Close()
			delete(a.readers, other)
			break
		}
	}
	a.readers[name] = f
	return f, nil
}

// ReadRecord reads the record at a Ref.
func (a *Archive) ReadRecord(ref Ref) (*warc.Record, error) {
	f, err := a.file(ref.File)
	if err != nil {
		return nil, fmt.Errorf("read archive %s at %d: %w", ref.File, ref.Offset, err)
	}
	rec, err := warc.ReadAt(f, ref.Offset, warc.DefaultLimit)
	if err != nil {
		return nil, fmt.Errorf("read archive %s at %d: %w", ref.File, ref.Offset, err)
	}
	return rec, nil
}

// Read reads the page at a Ref. Its payload is held against the record's
// digest: warc.ErrDigest where they disagree.
func (a *Archive) Read(ref Ref) (*Page, error) {
	rec, err := a.ReadRecord(ref)
	if err != nil {
		return nil, err
	}
	p, payload, err := PageOf(rec, a.MaxBody)
	if err != nil {
		return nil, fmt.Errorf("read archive %s at %d: %w", ref.File, ref.Offset, err)
	}
	if d := rec.Header.Get("WARC-Payload-Digest"); d != "" {
		if err := warc.CheckDigest(d, payload); err != nil {
			return nil, fmt.Errorf("read archive %s at %d: payload: %w", ref.File, ref.Offset, err)
		}
	}
	p.Archive = ref
	return p, nil
}

// PageOf makes a page of a response or resource record, with the payload as it
// came beside it. The decoded body may have most bytes. FinalURL is the
// record's own URL: redirects are records of their own.
func PageOf(rec *warc.Record, most int64) (*Page, []byte, error) {
	p := &Page{URL: rec.TargetURI(), FinalURL: rec.TargetURI(), Retrieved: rec.Date()}
	switch rec.Type() {
	case warc.TypeResource:
		p.Status = 200
		p.Body = rec.Block
		p.SHA256 = SHA256(rec.Block)
		p.MediaType, p.Charset = mediaType(rec.Header.Get("Content-Type"), p.Body)
		return p, rec.Block, nil
	case warc.TypeResponse:
		res, err := rec.HTTP()
		if err != nil {
			return nil, nil, err
		}
		p.Status, p.Header = res.Status, res.Header
		p.SHA256 = SHA256(res.Payload)
		if p.Body, err = Decode(res.Header.Get("Content-Encoding"), res.Payload, most); err != nil {
			return nil, res.Payload, err
		}
		p.MediaType, p.Charset = mediaType(res.Header.Get("Content-Type"), p.Body)
		return p, res.Payload, nil
	}
	return nil, nil, fmt.Errorf("%w: a %s record holds no page", warc.ErrFormat, rec.Type())
}

// Recover takes up what killed writers left behind: of every open file that no
// living process holds, the torn tail is cut off and each whole record is given
// to fn (which may be nil) with its place. Only files whose name begins with
// prefix are taken. They are held until settle is called, which gives them
// their final names: until then another Recover after a kill finds them again.
func (a *Archive) Recover(prefix string, fn func(Ref, *warc.Record) error) (settle func() error, err error) {
	var held []*os.File
	settle = func() error {
		var errs []error
		for _, f := range held {
			errs = append(errs, a.settle(f))
		}
		held = nil
		return errors.Join(errs...)
	}
	names, err := filepath.Glob(filepath.Join(a.dir, "*.warc.gz"+openSuffix))
	if err != nil {
		return settle, fmt.Errorf("recover archive: %w", err)
	}
	sort.Strings(names)
	for _, name := range names {
		if !strings.HasPrefix(filepath.Base(name), prefix) {
			continue
		}
		f, err := a.repair(name, fn)
		if err != nil {
			for _, f := range held {
				f.Close()
			}
			return func() error { return nil }, fmt.Errorf("recover archive %s: %w", filepath.Base(name), err)
		}
		if f != nil {
			held = append(held, f)
		}
	}
	return settle, nil
}

// settle gives a repaired file its final name.
func (a *Archive) settle(f *os.File) error {
	defer f.Close()
	if err := os.Rename(f.Name(), filepath.Join(a.dir, strings.TrimSuffix(filepath.Base(f.Name()), openSuffix))); err != nil {
		return fmt.Errorf("recover archive: %w", err)
	}
	return syncDir(a.dir)
}

// repair cuts off a torn tail. It returns nil for a file that a living process
// holds, or that held nothing and is gone now.
func (a *Archive) repair(name string, fn func(Ref, *warc.Record) error) (_ *os.File, err error) {
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	keep := false
	defer func() {
		if !keep {
			f.Close()
		}
	}()
	if err := lockFile(f); err != nil {
		if errors.Is(err, ErrLocked) {
			return nil, nil // its writer lives
		}
		return nil, err
	}
	if there, err := os.Stat(name); err != nil || !sameFile(f, there) {
		return nil, nil // its writer ended in good order just now
	}
	final := strings.TrimSuffix(filepath.Base(name), openSuffix)
	var start, good int64 // of the stretch being read; end of the last whole record
	records := 0
	for {
		r := warc.NewReader(io.NewSectionReader(f, start, 1<<62))
		for {
			var rec *warc.Record
			if rec, err = r.Next(); err != nil {
				break
			}
			good = start + r.End()
			if rec.Type() == warc.TypeInfo {
				continue
			}
			records++
			if fn != nil {
				if err := fn(Ref{File: final, Offset: start + r.Offset()}, rec); err != nil {
					return nil, err
				}
			}
		}
		if err == io.EOF {
			break
		}
		if !errors.Is(err, warc.ErrTorn) && !errors.Is(err, warc.ErrFormat) && !errors.Is(err, warc.ErrTooLarge) {
			return nil, err
		}
		// What a kill, a full disk or a lost power left. Usually nothing
		// whole follows; where something does, no cited byte may go.
		if start, err = nextRecord(f, good+1); err != nil {
			return nil, err
		}
		if start < 0 {
			break
		}
	}
	if records == 0 {
		return nil, os.Remove(name) // nothing but a warcinfo: nobody can cite it
	}
	if err := f.Truncate(good); err != nil {
		return nil, err
	}
	if err := f.Sync(); err != nil {
		return nil, err
	}
	keep = true
	return f, nil
}

// nextRecord finds the next place at or after from where a whole record
// stands; -1 where there is none.
func nextRecord(f *os.File, from int64) (int64, error) {
	buf := make([]byte, 1<<20)
	for at := from; ; {
		n, err := f.ReadAt(buf, at)
		for i := 0; i+3 <= n; i++ {
			if buf[i] == 0x1f && buf[i+1] == 0x8b && buf[i+2] == 8 {
				if _, err := warc.ReadAt(f, at+int64(i), warc.DefaultLimit); err == nil {
					return at + int64(i), nil
				}
			}
		}
		if err == io.EOF {
			return -1, nil
		}
		if err != nil {
			return 0, err
		}
		at += int64(n - 2)
	}
}

func sameFile(f *os.File, there fs.FileInfo) bool {
	here, err := f.Stat()
	return err == nil && os.SameFile(here, there)
}

// syncDir makes names in a folder durable; where folders cannot be synced
// (Windows) names are durable by themselves.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, fs.ErrInvalid) && !errors.Is(err, errors.ErrUnsupported) {
		return err
	}
	return nil
}

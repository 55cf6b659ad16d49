// Package warc reads and writes WARC/1.1 files (ISO 28500:2017), the form in
// which web archives keep what they fetched: a record is a header of named
// fields and a block, here always in a gzip member of its own, so that it can
// be read by file and offset alone.
//
//	w := warc.NewWriter(f, 0)
//	at, err := w.Write(&warc.Record{Header: warc.Header{{"WARC-Type", "resource"}, …}, Block: body})
//	rec, err := warc.ReadAt(f, at, warc.DefaultLimit)
//
// The reader takes anybody's files: WARC/1.0 and 0.18, uncompressed ones, many
// records in one member, folded and ragged headers. Its input is not trusted:
// sizes are bounded and a torn file ends in ErrTorn.
package warc

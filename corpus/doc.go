// Package corpus brings in the web as it is found: lists of sources, a work
// list, a polite crawler, and an archive of every byte that was read. URLs,
// local files and WARC files go in, each comes out as a [Page] whose bytes
// stand in the archive under its Ref and SHA256.
//
//	arc, err := corpus.OpenArchive("solieu-archive")
//	run, err := corpus.Crawl(ctx, corpus.Options{Archive: arc}, list, read)
//
// Crawl asks a [WorkList] what is due and hands each article page to a Reader;
// what the Reader makes of it goes back to the WorkList together with the
// outcome, so that both can be stored in one transaction. A record is on disk
// before the outcome that cites it is committed.
package corpus

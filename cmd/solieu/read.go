package main

import (
	"solieu/corpus"
	"solieu/extract"
	"solieu/normalize"
	"solieu/normalize/date"
	"solieu/normalize/decimal"
	"solieu/store"
)

// readPage makes a record of a page: the article in it and what that states.
func readPage(p *corpus.Page) (store.Record, error) {
	art, err := readArticle(p)
	if err != nil {
		return store.Record{}, err
	}
	text := art.Text()
	found := normalize.Facts(text, factOptions(art))
	facts := make([]store.Fact, len(found))
	for i := range found {
		facts[i] = storeFact(&found[i])
	}
	return store.Record{Page: p, Article: art, Text: text, Facts: facts}, nil
}

// readArticle finds the article in a page.
func readArticle(p *corpus.Page) (*extract.Article, error) {
	url := p.FinalURL
	if url == "" {
		url = p.URL
	}
	return extract.Extract(extract.Source{
		URL: url, Body: p.Body, MediaType: p.MediaType, Charset: p.Charset,
		Published: p.Hint.PublishedOn, Publisher: p.Hint.Publisher, Language: p.Hint.Language, OriginalURL: p.Hint.OriginalURL,
	}, extract.Options{})
}

// factOptions is what the facts step must know of an article.
func factOptions(art *extract.Article) normalize.Options {
	opt := normalize.Options{Date: date.None, Lang: art.Language}
	if !art.Published.IsZero() {
		y, m, d := art.Published.Date() // the publisher's own calendar
		opt.Date = date.FromYMD(y, int(m), d)
	}
	return opt
}

// storeFact writes a fact as its row.
func storeFact(f *normalize.Fact) store.Fact {
	row := store.Fact{
		Quote: f.Quote, Start: f.Start, End: f.End,
		Sentence: f.Sentence, SentenceStart: f.SentenceStart, SentenceEnd: f.SentenceEnd,
		Kind: f.Kind, Subject: f.Subject,
		Value: f.Value.String(), ValueReal: f.Value.Float64(),
		Unit: f.Unit, UnitKind: f.UnitKind, Comparator: f.Comparator,
		PeriodStart: f.PeriodStart, PeriodEnd: f.PeriodEnd, PeriodText: f.PeriodText,
		BaselineStart: f.BaselineStart, BaselineEnd: f.BaselineEnd, Basis: f.Basis,
		Status: f.Status, AttributedTo: f.AttributedTo,
		ChangeOf: f.ChangeOf, Rules: f.Rules, Confidence: f.Confidence,
	}
	optional := func(has bool, d decimal.Decimal, exact *string, real *float64) {
		if has {
			*exact, *real = d.String(), d.Float64()
		}
	}
	optional(f.HasHigh, f.High, &row.High, &row.HighReal)
	optional(f.HasTotal, f.Total, &row.Total, &row.TotalReal)
	return row
}

package main

import (
	"fmt"

	"solieu/corpus"
	"solieu/extract"
	"solieu/normalize"
	"solieu/normalize/date"
	"solieu/normalize/decimal"
	"solieu/store"
)

// readPage makes a record of a page: the article in it and what that states.
func readPage(p *corpus.Page) (store.Record, error) {
	url := p.FinalURL
	if url == "" {
		url = p.URL
	}
	art, err := extract.Extract(extract.Source{
		URL: url, Body: p.Body, MediaType: p.MediaType, Charset: p.Charset,
		Published: p.Hint.PublishedOn, Publisher: p.Hint.Publisher, Language: p.Hint.Language, OriginalURL: p.Hint.OriginalURL,
	}, extract.Options{})
	if err != nil {
		return store.Record{}, err
	}
	text := art.Text()
	facts, err := readFacts(text, art)
	if err != nil {
		return store.Record{}, fmt.Errorf("facts %s: %w", url, err)
	}
	return store.Record{Page: p, Article: art, Text: text, Facts: facts}, nil
}

// readFacts finds what an article's text states.
func readFacts(text string, art *extract.Article) ([]store.Fact, error) {
	opt := normalize.Options{Date: date.None, Lang: art.Language}
	if !art.Published.IsZero() {
		y, m, d := art.Published.Date() // the publisher's own calendar
		opt.Date = date.FromYMD(y, int(m), d)
	}
	found := normalize.Facts(text, opt)
	facts := make([]store.Fact, len(found))
	for i := range found {
		facts[i] = storeFact(&found[i])
	}
	return facts, nil
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

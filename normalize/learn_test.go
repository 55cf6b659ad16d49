package normalize

import (
	"context"
	"errors"
	"io"
	"sync/atomic"
	"testing"

	"solieu/normalize/date"
	"solieu/normalize/gold"
)

// stopsAfter is a context that ends when it has been asked so often.
type stopsAfter struct {
	context.Context
	n atomic.Int64
}

func (s *stopsAfter) Err() error {
	if s.n.Add(-1) < 0 {
		return context.Canceled
	}
	return nil
}

// Learning stops before the next round, epoch or fold.
func TestLearnStops(t *testing.T) {
	doc := GoldDoc{
		Name: "a", Text: "Quý I, doanh thu đạt 12 tỷ đồng.", Options: Options{Date: date.FromYMD(2024, 4, 24), Lang: "vi"},
		Facts: []gold.Fact{{Quote: "12 tỷ đồng", Before: "doanh thu đạt ", Kind: "level", Value: "12000000000", Unit: "VND", Comparator: "eq",
			Subject: "doanh thu", Period: "2024-01-01/2024-03-31", PeriodInSentence: true, Status: "reported"}},
	}
	const fold = learnRounds*(1+learnParts*learnEpochs) + learnOrders*learnEpochs + 1
	for _, n := range []int64{0, 1, 7, fold - 1, fold, 3*fold - 1} {
		ctx := &stopsAfter{Context: t.Context()}
		ctx.n.Store(n)
		if l, err := Learn(ctx, []GoldDoc{doc, doc}, nil, 2, io.Discard, nil); l != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("stopped after %d steps: %v", n, err)
		}
	}
}

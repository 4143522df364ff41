package main

import (
	"context"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
)

func numbers(count int) []string {
	var all []string
	for i := range count {
		all = append(all, strconv.Itoa(i))
	}
	return all
}

func same(item string) string { return item }

// most counts how many calls are under way, and remembers the most.
type most struct{ now, peak atomic.Int64 }

func (m *most) work(item string) string {
	now := m.now.Add(1)
	defer m.now.Add(-1)
	for peak := m.peak.Load(); now > peak && !m.peak.CompareAndSwap(peak, now); peak = m.peak.Load() {
	}
	return item
}

func TestInOrder_KeepsTheOrder(t *testing.T) {
	items := numbers(1000)
	var counted most
	var taken []string
	inOrder(t.Context(), 8, items, counted.work, func(item string) { taken = append(taken, item) }, func() {})
	if !slices.Equal(taken, items) {
		t.Errorf("took %d items, not all in order", len(taken))
	}
	if peak := counted.peak.Load(); peak > 8 {
		t.Errorf("%d at a time, expected 8 at most", peak)
	}
}

// A document that takes its time does not make the program hold the results of
// all that follow.
func TestInOrder_WaitsForTheSlowest(t *testing.T) {
	var begun atomic.Int64
	slow := make(chan struct{})
	work := func(item string) string {
		begun.Add(1)
		if item == "0" {
			<-slow
		}
		return item
	}
	var idle sync.Once
	var taken int
	inOrder(t.Context(), 4, numbers(1000), work, func(string) { taken++ }, func() {
		idle.Do(func() {
			if held := begun.Load(); held > 32 {
				t.Errorf("%d results are held while the first is waited for", held)
			}
			close(slow)
		})
	})
	if taken != 1000 {
		t.Errorf("took %d of 1000", taken)
	}
}

func TestAsTheyCome_TakesEachWhenItIsDone(t *testing.T) {
	slow := make(chan struct{})
	work := func(item string) string {
		if item == "0" {
			<-slow
		}
		return item
	}
	var taken []string
	asTheyCome(t.Context(), 2, numbers(50), work, func(item string) {
		if taken = append(taken, item); len(taken) == 49 {
			close(slow)
		}
	})
	if len(taken) != 50 || taken[49] != "0" {
		t.Errorf("the slow one came after %d others, expected 49", slices.Index(taken, "0"))
	}
}

func TestCancel_BeginsNothingNew(t *testing.T) {
	for name, run := range map[string]func(context.Context, func(string)){
		"in order": func(ctx context.Context, take func(string)) {
			inOrder(ctx, 2, numbers(1000), same, take, func() {})
		},
		"as they come": func(ctx context.Context, take func(string)) {
			asTheyCome(ctx, 2, numbers(1000), same, take)
		},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancel(t.Context())
			taken := 0
			run(ctx, func(string) {
				taken++
				cancel()
			})
			if taken > 32 {
				t.Errorf("took %d of 1000 after the cancel", taken)
			}
		})
	}
}

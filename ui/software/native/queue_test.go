package native_test

import (
	"image"
	"reflect"
	"sync"
	"testing"

	"teamsaccount/ui/software/native"
)

func TestQueue_KeepsOnlyTheLastPlaceAndSize(t *testing.T) {
	q := native.NewQueue()
	for i := range 3 {
		q.Put(native.PointerMoved{At: image.Pt(i, i)})
	}
	q.Put(native.Button{Pressed: true})
	q.Put(native.PointerMoved{At: image.Pt(9, 9)})
	for i := range 3 {
		q.Put(native.Resized{Size: image.Pt(i, i)})
	}
	q.Put(native.Exposed{})
	q.Put(native.Exposed{})
	want := []native.Event{
		native.PointerMoved{At: image.Pt(2, 2)},
		native.Button{Pressed: true},
		native.PointerMoved{At: image.Pt(9, 9)},
		native.Resized{Size: image.Pt(2, 2)},
		native.Exposed{},
	}
	if got := q.Take(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if got := q.Take(); got != nil {
		t.Errorf("then %v", got)
	}
}

func TestQueue_LosesNoTypedCharacter(t *testing.T) {
	q, typed := native.NewQueue(), "anna\x00"
	var writer sync.WaitGroup
	writer.Go(func() {
		for _, r := range typed {
			q.Put(native.Typed{Rune: r})
		}
	})
	got := ""
	for len(got) < len(typed) {
		<-q.Ready()
		for _, e := range q.Take() {
			got += string(e.(native.Typed).Rune)
		}
	}
	writer.Wait()
	if got != typed {
		t.Errorf("got %q", got)
	}
}

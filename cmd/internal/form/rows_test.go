package form

import (
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

func TestRows_ShowAllOrSayHowManyMoreThereAre(t *testing.T) {
	lines := make([]string, 19)
	for i := range lines {
		lines[i] = "row " + strconv.Itoa(i)
	}
	for height := 4; height <= 24; height++ {
		for at := range lines {
			r := rows{at: at}
			drawn := ansi.Strip(strings.Join(r.draw(lines, height), "\n"))
			if count := strings.Count(drawn, "\n") + 1; count != height {
				t.Fatalf("%d lines are drawn in a height of %d", count, height)
			}
			if !strings.Contains(drawn+"\n", "> row "+strconv.Itoa(at)+"\n") {
				t.Fatalf("height %d: the cursor at %d is not to be seen:\n%s", height, at, drawn)
			}
			above, below := r.top, len(lines)-r.top-r.page
			for mark, count := range map[string]int{"↑": above, "↓": below} {
				if said := strings.Contains(drawn, mark+" "+strconv.Itoa(count)+" more"); said != (count > 0) {
					t.Fatalf("height %d, cursor at %d: %s %d more: %v\n%s", height, at, mark, count, said, drawn)
				}
			}
		}
	}
}

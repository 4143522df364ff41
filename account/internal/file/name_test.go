package file

import (
	"errors"
	"testing"
)

func TestCheckName_KnowsWhatWindowsTakesForSomethingElse(t *testing.T) {
	for path, want := range map[string]error{
		"CON": ErrName, "nul": ErrName, "aux.json": ErrName, "Com1": ErrName, "LPT9.backup.json": ErrName, "COM¹.json": ErrName,
		"CONIN$": ErrName, "prn .json": ErrName, "site.json:stream": ErrName, "a?b": ErrName, "site.": ErrName, "site ": ErrName,
		`C:\sites\nul`: ErrName, "C:/sites/nul.json": ErrName, "C:nul": ErrName, `\\server\share\con`: ErrName, `\\.\C:\con`: ErrName,
		`\\.\NUL`: ErrNotRegular, `\\?\NUL`: ErrNotRegular, `\\.\COM1`: ErrNotRegular, "//./COM56": ErrNotRegular,
		`\\.\pipe\site.json`: ErrNotRegular, `\\.\PhysicalDrive0`: ErrNotRegular, `\\?\GLOBALROOT\Device\site.json`: ErrNotRegular,

		`\??\pipe\site.json`: ErrNotRegular, `\??\PhysicalDrive0`: ErrNotRegular, `\??\COM56`: ErrNotRegular,
		`\\localhost\pipe\site.json`: ErrNotRegular, `\\.\UNC\localhost\Pipe\x`: ErrNotRegular, `\\server\mailslot\x`: ErrNotRegular,
		`\\.\C:`: ErrNotRegular, `\\?\Volume{11111111-2222-3333-4444-555555555555}`: ErrNotRegular,

		`\??\C:\site.json`: nil, `\\server\pipes\site.json`: nil, `C:\pipe\site.json`: nil,
		"account.json": nil, "com.json": nil, "COM10": nil, "console.json": nil, "nullable": nil, ".hidden": nil, ".": nil, "..": nil,
		"lpt": nil, "auxiliary.json": nil, "Zürich.json": nil, `C:\con\site.json`: nil, "C:site.json": nil, `C:\`: nil,
		`\\server\share\site.json`: nil, `\\?\UNC\server\share\site.json`: nil, `\\?\c:\site.json`: nil, `\\.\C:\site.json`: nil,
		`\\?\Volume{11111111-2222-3333-4444-555555555555}\site.json`: nil, "": nil,
	} {
		if err := checkWindowsName(path); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", path, err, want)
		}
	}
}

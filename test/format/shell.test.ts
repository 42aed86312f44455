// Lines to paste into a shell say what they mean, whatever is in a path.

import { expect, test } from 'vitest';
import { openLine, scpLine, shellWord } from '../../source/format/shell.ts';

test('a plain path stays as it is, anything else is quoted', () => {
	expect(shellWord('/home/ops/a-b_c.pprof')).toBe('/home/ops/a-b_c.pprof');
	expect(shellWord('/tmp/two words')).toBe("'/tmp/two words'");
	expect(shellWord("it's $HOME")).toBe("'it'\\''s $HOME'");
	expect(shellWord('~root/a')).toBe("'~root/a'");
});

test('a binary profile opens in pprof, a text in a pager, named from the working directory', () => {
	expect(openLine('/home/ops/x.pprof', '/home/ops')).toBe('go tool pprof -http=: ./x.pprof');
	expect(openLine('/home/ops/x.txt', '/home/ops/')).toBe('less ./x.txt');
	expect(openLine('/var/tmp/x.txt', '/home/ops')).toBe('less /var/tmp/x.txt');
	expect(openLine('/x.txt', '/')).toBe('less ./x.txt');
});

test('a file is fetched by its whole path', () => {
	expect(scpLine('/home/ops/x.pprof', 'bastion-1')).toBe('scp bastion-1:/home/ops/x.pprof .');
	expect(scpLine('/home/o p/x.pprof', 'ops@bastion-1')).toBe("scp 'ops@bastion-1:/home/o p/x.pprof' .");
	expect(scpLine('/x.pprof', 'fd00::11')).toBe("scp '[fd00::11]:/x.pprof' .");
});

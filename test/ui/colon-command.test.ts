// The `:` line.

import { describe, expect, test } from 'vitest';
import { systemScreens as screens } from '../../source/screens/registry.ts';
import { parseCommand } from '../../source/ui/colon-command.ts';

describe('a line', () => {
	test.each([
		['quit', { do: 'quit' }],
		['q', { do: 'quit' }],
		['  help ', { do: 'help' }],
		['serve', { do: 'servers' }],
		['open east-1', { do: 'open', server: 'east-1' }],
		['reload', { do: 'reload', server: undefined }],
		['reload east-1', { do: 'reload', server: 'east-1' }],
		['profile', { do: 'profile', server: undefined, kind: undefined }],
		['profile heap', { do: 'profile', server: undefined, kind: 'heap' }],
		['profile threadcount', { do: 'profile', server: undefined, kind: 'threadcreate' }],
		['profile east-1 threadcount', { do: 'profile', server: 'east-1', kind: 'threadcreate' }],
		['profile east-1', { do: 'profile', server: 'east-1', kind: undefined }],
		['profile east-1 cpu', { do: 'profile', server: 'east-1', kind: 'cpu' }],
		['sort mem', { do: 'sort', column: 'mem', descending: undefined }],
		['sort mem asc', { do: 'sort', column: 'mem', descending: false }],
		['sort mem desc', { do: 'sort', column: 'mem', descending: true }],
		['filter cpu>50 az:a', { do: 'filter', text: 'cpu>50 az:a' }],
		['filter', { do: 'filter', text: '' }],
		['interval 5s', { do: 'interval', ms: 5000 }],
		['kick 4711@n1', { do: 'kick', cid: 4711, server: 'n1' }],
		['move', { do: 'move' }],
		['connections', { do: 'screen', id: 'connections' }],
		['connections east-2', { do: 'screen', id: 'connections', of: 'east-2' }],
		['accounts acc=APP in>10', { do: 'screen', id: 'accounts', of: 'acc=APP in>10' }],
		['theme mono', { do: 'theme', name: 'mono' }],
	])('the line %j is a command', (line, command) => {
		expect(parseCommand(line, screens)).toEqual({ ok: true, command });
	});

	test.each([
		['', 'type a command'],
		['reloat', 'no command "reloat": reload?'],
		['relod', 'no command "relod": reload?'],
		['toString', /^no command "toString": /],
		['sort colour', /^no column "colour": /],
		['sort mem up', 'asc or desc'],
		['interval soon', 'a duration from 100ms to 1h, such as 2s'],
		['interval 1ms', 'a duration from 100ms to 1h, such as 2s'],
		['theme pink', /^no theme "pink": /],
		['theme', /^themes are /],
		['sort', 'sort by which column?'],
		['kick n1', 'kick which connection? CID@SERVER, as 4711@n1'],
		['move 0@n1', 'move which connection? CID@SERVER, as 4711@n1'],
		['profile east-1 hep', 'no profile "hep": heap?'],
	])('the line %j is refused with what would do', (line, error) => {
		expect(parseCommand(line, screens)).toEqual({
			ok: false,
			error: typeof error === 'string' ? error : expect.stringMatching(error),
		});
	});

	test('of a word that begins several names needs more letters', () => {
		expect(parseCommand('re', screens)).toMatchObject({ ok: false });
		expect(parseCommand('rel', screens)).toMatchObject({ command: { do: 'reload' } });
	});
});

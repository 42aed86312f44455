// The table of all actions: their keys, words and contexts. The help, the footer and the documentation are made from it.

/** Where a key is pressed: a focused pane of the main screen, a list that has the whole screen, or an open object. */
export type Context = 'servers' | 'detail' | 'events' | 'table' | 'log' | 'object';

export type ActionGroup =
	| 'Move'
	| 'Table'
	| 'Live'
	| 'Time'
	| 'Act on the server'
	| 'Act on the connection'
	| 'Out';

export type Action = {
	/** The name that the configuration binds keys to. */
	id: string;
	/** Names of keys: a character, or `up`, `ctrl+d`, `shift+tab`, `space`, `enter`, `escape`. */
	keys: readonly string[];
	/** The effect, in the words of the help. */
	label: string;
	group: ActionGroup;
	/** The shorter words of the footer; absent where the footer does not name it. */
	hint?: string;
	where: readonly Context[];
	/** When it means something: only while an earlier moment is looked at, or only while now is; always without it. */
	when?: 'back' | 'now';
	/** True where the action asks a server to do something. */
	acts?: boolean;
};

/** All contexts. */
export const everywhere: readonly Context[] = ['servers', 'detail', 'events', 'table', 'log', 'object'];
const main: readonly Context[] = ['servers', 'detail', 'events'];
const lists: readonly Context[] = [...main, 'table', 'log'];
const tables: readonly Context[] = ['servers', 'detail', 'table'];
const servers: readonly Context[] = ['servers', 'detail'];
const logs: readonly Context[] = ['events', 'log'];

/** Only while an earlier moment is looked at. */
const back = { group: 'Time', where: everywhere, when: 'back' } as const;

/** What is asked of what a row stands for. */
const asked = { group: 'Table', where: ['table'], when: 'now' } as const;

/** In the order the help screen lists them. */
export const actions = [
	{ id: 'move.up', keys: ['up', 'k'], label: 'row up', group: 'Move', where: everywhere },
	{ id: 'move.down', keys: ['down', 'j'], label: 'row down', group: 'Move', where: everywhere },
	{ id: 'move.page.up', keys: ['pageup'], label: 'page up', group: 'Move', where: everywhere },
	{ id: 'move.page.down', keys: ['pagedown'], label: 'page down', group: 'Move', where: everywhere },
	{ id: 'move.half.up', keys: ['ctrl+u'], label: 'half page up', group: 'Move', where: everywhere },
	{ id: 'move.half.down', keys: ['ctrl+d'], label: 'half page down', group: 'Move', where: everywhere },
	{ id: 'move.first', keys: ['g', 'home'], label: 'first row', group: 'Move', where: everywhere },
	{
		id: 'move.last',
		keys: ['G', 'end'],
		label: 'last row, follow',
		group: 'Move',
		hint: 'live',
		where: everywhere,
	},
	{ id: 'move.left', keys: ['left', 'h'], label: 'scroll left, tab', group: 'Move', where: everywhere },
	{ id: 'move.right', keys: ['right', 'l'], label: 'scroll right, tab', group: 'Move', where: everywhere },
	{
		id: 'pane.next',
		keys: ['tab'],
		label: 'next pane',
		group: 'Move',
		hint: 'pane',
		where: [...main, 'table', 'log', 'object'],
	},
	{
		id: 'pane.previous',
		keys: ['shift+tab'],
		label: 'previous pane',
		group: 'Move',
		where: [...main, 'table', 'log', 'object'],
	},
	{
		id: 'tab.previous',
		keys: ['['],
		label: 'previous tab',
		group: 'Move',
		where: ['table', 'log', 'object'],
	},
	{ id: 'tab.next', keys: [']'], label: 'next tab', group: 'Move', where: ['table', 'log', 'object'] },
	{ id: 'pane.servers', keys: ['1'], label: 'servers', group: 'Move', where: everywhere },
	{ id: 'pane.detail', keys: ['2'], label: 'detail', group: 'Move', where: everywhere },
	{ id: 'pane.events', keys: ['3'], label: 'events', group: 'Move', where: everywhere },
	{ id: 'open', keys: ['enter'], label: 'open', group: 'Move', hint: 'open', where: everywhere },
	{ id: 'server.previous', keys: ['K'], label: 'previous server', group: 'Move', where: ['object'] },
	{ id: 'server.next', keys: ['J'], label: 'next server', group: 'Move', hint: 'server', where: ['object'] },
	{
		id: 'filter',
		keys: ['/'],
		label: 'filter',
		group: 'Table',
		hint: 'filter',
		where: lists,
	},
	{ id: 'search', keys: ['f'], label: 'search, hides nothing', group: 'Table', hint: 'search', where: lists },
	{ id: 'match.next', keys: ['n'], label: 'next match', group: 'Table', where: lists },
	{
		id: 'match.previous',
		keys: ['N'],
		label: 'previous match',
		group: 'Table',
		where: lists,
	},
	{
		id: 'table.sort.previous',
		keys: ['<'],
		label: 'sort column left',
		group: 'Table',
		where: tables,
	},
	{
		id: 'table.sort.next',
		keys: ['>'],
		label: 'sort column right',
		group: 'Table',
		hint: 'sort',
		where: tables,
	},
	{
		id: 'table.sort.choose',
		keys: ['o'],
		label: 'choose sort',
		group: 'Table',
		where: tables,
	},
	{
		id: 'table.sort.reverse',
		keys: ['O'],
		label: 'reverse sort',
		group: 'Table',
		where: tables,
	},
	{ id: 'table.bad', keys: ['!'], label: 'bad rows only', group: 'Table', hint: 'bad', where: tables },
	{
		id: 'problem.next',
		keys: ['u'],
		label: 'next problem',
		group: 'Table',
		hint: 'problem',
		where: everywhere,
	},
	{
		id: 'network.cluster',
		keys: ['c'],
		label: 'next cluster',
		group: 'Table',
		hint: 'cluster',
		where: ['table'],
	},
	{ id: 'mark.toggle', keys: ['m'], label: 'mark the server', group: 'Table', hint: 'mark', where: servers },
	{ id: 'mark.all', keys: ['M'], label: 'mark all or none', group: 'Table', hint: 'all', where: servers },
	{ id: 'pane.zoom', keys: ['z'], label: 'zoom pane', group: 'Table', where: main },
	{ id: 'table.columns', keys: ['C'], label: 'choose columns', group: 'Table', where: tables },
	{ id: 'table.wide', keys: ['w'], label: 'wide columns', group: 'Table', where: tables },
	{
		id: 'live.pause',
		keys: ['p'],
		label: 'pause / resume',
		group: 'Live',
		hint: 'pause',
		where: everywhere,
		when: 'now',
	},
	{
		id: 'live.refresh',
		keys: ['r'],
		label: 'refresh now',
		group: 'Live',
		where: everywhere,
		when: 'now',
	},
	{ id: 'live.slower', keys: ['-'], label: 'slower', group: 'Live', where: everywhere, when: 'now' },
	{ id: 'live.faster', keys: ['+', '='], label: 'faster', group: 'Live', where: everywhere, when: 'now' },
	{ id: 'show.totals', keys: ['space'], label: 'rates / totals', group: 'Live', where: everywhere },
	{ id: 'show.exact', keys: ['b'], label: 'exact numbers', group: 'Live', where: everywhere },
	{ id: 'events.kinds', keys: ['t'], label: 'event kinds', group: 'Live', hint: 'kinds', where: everywhere },
	{ id: 'show.keys', keys: ['a'], label: 'account keys', group: 'Live', where: [...logs, 'table', 'object'] },
	{
		id: 'show.raw',
		keys: ['v'],
		label: 'raw JSON',
		group: 'Live',
		hint: 'raw',
		where: ['object', ...logs],
	},
	{ id: 'time.back', keys: [','], label: 'a round back', group: 'Time', hint: 'round', where: everywhere },
	{ id: 'time.on', keys: ['.'], label: 'a round on', ...back },
	{
		id: 'time.minute.back',
		keys: ['{'],
		label: 'a minute back',
		group: 'Time',
		hint: 'minute',
		where: everywhere,
	},
	{ id: 'time.minute.on', keys: ['}'], label: 'a minute on', ...back },
	{ id: 'time.event.next', keys: ['n'], label: 'next event', hint: 'event', ...back },
	{ id: 'time.event.previous', keys: ['N'], label: 'previous event', ...back },
	{ id: 'time.go', keys: ['t'], label: 'go to a time', hint: 'time', ...back },
	{ id: 'time.play', keys: ['space'], label: 'play, stop', hint: 'play', ...back },
	{ id: 'time.speed.slower', keys: ['-'], label: 'play slower', hint: 'speed', ...back },
	{ id: 'time.speed.faster', keys: ['+', '='], label: 'play faster', ...back },
	{ id: 'time.now', keys: ['G'], label: 'return to now', hint: 'now', ...back },
	{
		id: 'compare',
		keys: ['d'],
		label: 'compare from here',
		group: 'Time',
		hint: 'compare',
		where: everywhere,
	},
	{
		id: 'server.reload',
		keys: ['R'],
		label: 'reload config',
		group: 'Act on the server',
		hint: 'reload',
		where: everywhere,
		acts: true,
	},
	{
		id: 'server.profile',
		keys: ['P'],
		label: 'capture profile',
		group: 'Act on the server',
		hint: 'profile',
		where: everywhere,
		acts: true,
	},
	{
		id: 'connection.kick',
		keys: ['X'],
		label: 'kick the connection',
		group: 'Act on the connection',
		hint: 'kick',
		where: ['table', 'object'],
		acts: true,
	},
	{
		id: 'connection.move',
		keys: ['D'],
		label: 'ask the client to move',
		group: 'Act on the connection',
		hint: 'move',
		where: ['table', 'object'],
		acts: true,
	},
	{
		id: 'raft.queues',
		keys: ['i'],
		label: 'inner queues of the server',
		group: 'Table',
		hint: 'queues',
		where: everywhere,
	},
	{
		id: 'subject.tap',
		keys: ['T'],
		label: 'tap the subject / stop',
		group: 'Live',
		hint: 'tap',
		where: ['table', 'object'],
		when: 'now',
		acts: true,
	},
	{ id: 'message.last', keys: ['L'], label: 'last message of the subject', hint: 'last message', ...asked },
	{ id: 'copy', keys: ['y'], label: 'copy', group: 'Out', hint: 'copy', where: everywhere },
	{ id: 'export', keys: ['e'], label: 'export to file', group: 'Out', hint: 'export', where: everywhere },
	{ id: 'record', keys: ['S'], label: 'record / stop', group: 'Out', where: everywhere },
	{ id: 'command', keys: [':'], label: 'command', group: 'Out', hint: 'command', where: everywhere },
	{ id: 'help', keys: ['?'], label: 'this help', group: 'Out', hint: 'help', where: everywhere },
	{
		id: 'back',
		keys: ['escape'],
		label: 'back, close, clear',
		group: 'Out',
		hint: 'back',
		where: everywhere,
	},
	{ id: 'quit', keys: ['q'], label: 'back, quit', group: 'Out', hint: 'quit', where: everywhere },
	{ id: 'quit.now', keys: ['ctrl+c'], label: 'quit now', group: 'Out', where: everywhere },
	{ id: 'repaint', keys: ['ctrl+l'], label: 'repaint', group: 'Out', where: everywhere },
	{ id: 'suspend', keys: ['ctrl+z'], label: 'suspend', group: 'Out', where: everywhere },
] as const satisfies readonly Action[];

/** Shows a screen by its id. */
export type ScreenAction = `screen.${string}`;

export type ActionId = (typeof actions)[number]['id'] | ScreenAction;

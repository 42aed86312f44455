// Screens that no line of the program knows: objects with lists in their tabs, and a pane of a screen's own.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemScreens } from '../../source/screens/registry.ts';
import { type AppScreen, openApp, typing } from '../helpers/app-screen.tsx';
import { openedMembers, teamScreens } from '../helpers/team-screens.ts';

/** The screens whose number keys are left for those below. */
const screens = systemScreens.filter(({ key }) => key !== '9' && key !== '0');

let program: AppScreen;

beforeEach(async () => {
	openedMembers.length = 0;
	const size = { columns: 120, rows: 40 };
	program = await openApp({ size, app: { screens: [...screens, ...teamScreens] } });
});

afterEach(() => program.close());

const line = (row: number): string => program.text().split('\n')[row]?.trimEnd() ?? '';

/** Rows of the body: the title of what is shown, the tabs, and what stands under them. */
const title = () => line(2);
const tabs = () => line(3);

test('the tabs of an object stand under the title of its picture and of its lists, and Tab goes around them', async () => {
	await program.press('0', 'down', 'enter');
	expect(tabs()).toMatch(/^ \[Overview] +Members +Events$/);
	expect(title()).toBe('Picture of west');
	await program.press('tab');
	expect(tabs()).toMatch(/^ +Overview +\[Members] +Events$/);
	expect(title()).toMatch(/0 Members {3}west .* 3 /);
	await program.press('tab');
	expect(tabs()).toMatch(/\[Events]$/);
	expect(title()).toMatch(/3 Events {3}server:west/);
	await program.press('tab');
	expect(tabs()).toMatch(/^ \[Overview]/);
	await program.press('q');
	expect(title()).toMatch(/0 Teams/);
});

test('a list in a tab is opened on its object, and only while it is in view', async () => {
	await program.press('0', 'enter', 'tab');
	expect(program.text()).toContain('east-ann');
	expect(openedMembers).toEqual([{ of: 'east', isOpen: true }]);
	await program.press('q', 'down', 'enter');
	expect(openedMembers).toEqual([{ of: 'east', isOpen: false }]);
	await program.press('right');
	expect(program.text()).toContain('west-ann');
	expect(openedMembers[1]).toEqual({ of: 'west', isOpen: true });
});

test('a list in a tab has the keys of every list: cursor, sort, filter, help', async () => {
	await program.press('0', 'enter', 'tab', 'down');
	expect(title()).toContain('following east-bob');
	await program.press('O');
	expect(title()).toMatch(/sort NAME▼/);
	await program.press('/', ...typing('size>1'), 'enter');
	expect(title()).toContain('/size>1');
	expect(program.text()).toContain('east-cid');
	expect(program.text()).not.toContain('east-ann');
	await program.press('?');
	expect(program.text()).toContain('Help: Members');
});

test('JSON is of the object, and of no list in its tabs', async () => {
	await program.press('0', 'enter', 'v');
	expect(title()).toBe('JSON of east');
	await program.press('v', 'tab', 'v');
	expect(title()).toMatch(/0 Members/);
});

test('a log in a tab opens its rows over it, as narrow as it is, and q comes back to the tab', async () => {
	await program.press('0', 'enter', 'tab', 'tab', 'up', 'enter');
	expect(title()).toMatch(/3 Events {3}server:east/);
	await program.press('q');
	expect(tabs()).toMatch(/\[Events]$/);
	await program.press('shift+tab');
	expect(tabs()).toMatch(/\[Members]/);
});

test('a pane of its own has title, cursor, filter, sort and sideways scrolling like any table', async () => {
	await program.press('9');
	expect(title()).toMatch(/9 Grid .* 6 /);
	expect(line(4)).toBe('from step 0');
	await program.press('down', 'right', 'right');
	expect(line(4)).toBe('from step 2');
	expect(program.text()).toContain('>s1=10');
	await program.press('right', 'right', 'pagedown');
	expect(line(4)).toBe('from step 3');
	expect(program.text()).toContain('>s2=20');
	await program.press('/', ...typing('size>35'), 'enter');
	expect(program.text()).toContain('s4=40');
	expect(program.text()).not.toContain('s3=30');
	await program.press('?');
	expect(program.text()).toContain('Grid');
});

test('the colon line and its suggestions know what App is given, not what is registered', async () => {
	await program.press(':', ...typing('gri'));
	expect(program.text()).toMatch(/grid\s+\[FILTER\]\s+go to what tests look at/);
	await program.press('enter');
	expect(title()).toMatch(/9 Grid/);
});

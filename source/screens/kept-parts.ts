// The parts of a spec that a screen has as they are.

export type Kept =
	| 'id'
	| 'key'
	| 'title'
	| 'tab'
	| 'most'
	| 'asksMore'
	| 'about'
	| 'noun'
	| 'list'
	| 'figures'
	| 'sort'
	| 'groups'
	| 'groupsOff'
	| 'empty'
	| 'legend'
	| 'modes';

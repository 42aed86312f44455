// The filter language of all lists: words, fields, comparisons and regular expressions, compiled to a test.

import { distance } from 'fastest-levenshtein';
import { expression, expressionSpans, type Span } from './filter-expression.ts';
import { type Comparison, compareWith, parseQuantity, type Unit } from './filter-quantity.ts';
import { FilterError, Work } from './filter-work.ts';

/** A field, which stands before `:` or a comparison. `T` is the type of the rows. */
export type Field<T> = {
	/** The first name is the one shown in errors. */
	names: readonly string[];
	/** Texts for `field:value`. */
	texts?: (subject: T) => readonly (string | undefined)[];
	/** All texts of the field, where they are known: a value that fits none of them is refused. */
	known?: readonly string[];
	/** A number for `field>value`; undefined when unknown. */
	number?: { unit: Unit; value: (subject: T) => number | undefined };
};

export type Language<T> = {
	fields: readonly Field<T>[];
	/** The texts that plain words and regular expressions search. */
	anywhere: (subject: T) => readonly (string | undefined)[];
};

/** The texts that a term matches, to be marked where they are drawn. */
export type Mark = {
	/** The names of the field that the term asks about; absent where it searches everything. */
	names?: readonly string[];
	/** The parts of a text that the term matches; absent for a comparison of numbers, which matches no text. */
	find?: (text: string) => readonly Span[];
};

/** `error` is a sentence for the prompt; `marks` are of the terms that must match; `work` is what the regular expressions in it may cost. */
export type Query<T> =
	| { ok: true; matches: (subject: T) => boolean; marks: readonly Mark[]; work: Work }
	| { ok: false; error: string };

/**
 * One term: undefined when the subject lacks the number it asks about, or there was no time for its texts; `!` does not
 * turn that into a match.
 */
type Test<T> = (subject: T) => boolean | undefined;

/** `"lame duck"` and `lame duck` are the same value. */
const unquoted = (text: string): string => text.replaceAll('"', '');

/** The values of `name=a|b`, any of which is meant; one in quotes may hold a `|`. */
const valuesOf = (value: string): readonly string[] => {
	const values = value.match(/(?:"[^"]*"?|[^"|])+/g) ?? [];
	return values.length > 0 ? values : [value];
};

/** A test for one text: `/regex/`, or whether it contains the value; case does not matter. */
const textTest = (value: string, work: Work): ((text: string) => boolean | undefined) => {
	if (value.startsWith('/')) {
		const end = value.lastIndexOf('/');
		if (end === 0) throw new FilterError('regex: the closing / is missing');
		if (end !== value.length - 1) throw new FilterError('regex: nothing may follow the closing /');
		return expression(value.slice(1, end), work);
	}
	const wanted = unquoted(value).toLowerCase();
	return (text) => text.toLowerCase().includes(wanted);
};

const some =
	<T>(
		texts: (subject: T) => readonly (string | undefined)[],
		test: (text: string) => boolean | undefined,
	): Test<T> =>
	(subject) => {
		let result: boolean | undefined = false;
		for (const text of texts(subject)) {
			const found = text !== undefined && test(text);
			if (found) return true;
			if (found === undefined) result = undefined;
		}
		return result;
	};

const findField = <T>({ fields }: Language<T>, name: string): Field<T> => {
	const field = fields.find(({ names }) => names.includes(name.toLowerCase()));
	if (field) return field;
	const known = fields.map(({ names }) => names[0]).join(' ');
	throw new FilterError(`unknown field "${name}"; fields are ${known}`);
};

/** The most known texts that the error names where none fits. */
const mostNearest = 3;

/** A test of a field's texts; fails where the value fits none of the field's known texts. */
const knownTest = <T>(
	{ known }: Field<T>,
	name: string,
	value: string,
	test: (text: string) => boolean | undefined,
) => {
	if (known === undefined || known.some(test)) return test;
	const wanted = unquoted(value).toLowerCase();
	const far = (text: string): number => distance(wanted, text.toLowerCase());
	const nearest = known.toSorted((a, b) => far(a) - far(b)).slice(0, mostNearest);
	const shown = nearest.map((text) => (text.includes(' ') ? `"${text}"` : text)).join(', ');
	throw new FilterError(`no ${name} is like ${JSON.stringify(value)}; nearest are ${shown}`);
};

const comparisonTest = <T>(field: Field<T>, name: string, comparison: Comparison, value: string): Test<T> => {
	const { number, texts } = field;
	if (number) {
		const wanted = parseQuantity(unquoted(value), number.unit);
		if (wanted === undefined)
			throw new FilterError(`bad number "${value}" for ${name}; ${number.unit.example}`);
		const compare = compareWith(comparison);
		return (subject) => {
			const actual = number.value(subject);
			return actual === undefined || Number.isNaN(actual) ? undefined : compare(actual, wanted);
		};
	}
	if (texts && (comparison === '=' || comparison === '!=')) {
		const same = valuesOf(value).map((one) => {
			const wanted = unquoted(one).toLowerCase();
			return knownTest(field, name, one, (text) => unquoted(text).toLowerCase() === wanted);
		});
		const equal = some(texts, (text) => same.some((test) => test(text)));
		return comparison === '=' ? equal : (subject) => !equal(subject);
	}
	throw new FilterError(`${name} is text; write ${name}:${value}`);
};

/** `field:value`, `field>=value`; the field is letters, as in heads with `/s` or `%` behind them, so that `10.0.0.1:4222` is a word. */
const fieldTerm = /^([a-z_]+(?:\/s|%)?)(:|>=|<=|!=|>|<|=)(.*)$/is;

const termTest = <T>(language: Language<T>, term: string, work: Work): Test<T> => {
	const [, name = '', operator = '', value = ''] = fieldTerm.exec(term) ?? [];
	if (operator === '') return some(language.anywhere, textTest(term, work));
	const field = findField(language, name);
	if (value === '') throw new FilterError(`${name}${operator} needs a value`);
	if (operator !== ':') return comparisonTest(field, name, operator as Comparison, value);
	return field.texts
		? some(field.texts, knownTest(field, name, value, textTest(value, work)))
		: comparisonTest(field, name, '=', value);
};

/** Every place of a value in a text; case does not matter. */
const textSpans = (value: string, work: Work): ((text: string) => readonly Span[]) => {
	if (value.startsWith('/')) return expressionSpans(value.slice(1, -1), work);
	const wanted = unquoted(value);
	if (wanted === '') return () => [];
	// A text in lower case may be longer than it was: places are those of the text itself.
	const literal = new RegExp(wanted.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'), 'giu');
	return (text) => Array.from(text.matchAll(literal), ({ index, 0: found }) => [index, index + found.length]);
};

/** The marks of a term that parses; none for a term that must not match. */
const markOf = <T>(language: Language<T>, term: string, work: Work): Mark | undefined => {
	if (term.startsWith('!')) return undefined;
	const [, name = '', operator = '', value = ''] = fieldTerm.exec(term) ?? [];
	if (operator === '') return { find: textSpans(term, work) };
	const { names, texts } = findField(language, name);
	return operator === ':' && texts ? { names, find: textSpans(value, work) } : { names };
};

/** Splits a filter at blanks, but not inside quotes or slashes; a quote that is open at the end is closed there. */
const termsOf = (text: string): string[] =>
	text.match(/(?:!?(?:[a-z_]+:)?\/(?:\\.|[^/\\])*(?:\/(?=\s|$)|$|\/\S*))|(?:"[^"]*(?:"|$)|[^\s"])+/gi) ?? [];

/** A term about a field, with the name that the field is shown under; `anyOf` where it lists several values. */
export type FieldTerm = { name: string; operator: string; value: string; anyOf?: readonly string[] };

/** The terms of a filter that every row must match and that ask about a field; none of a filter that does not parse. */
export const fieldTerms = <T>(text: string, language: Language<T>): FieldTerm[] => {
	if (!parseQuery(text, language).ok) return [];
	return termsOf(text).flatMap((term) => {
		const [, name = '', operator = '', value = ''] = term.startsWith('!') ? [] : (fieldTerm.exec(term) ?? []);
		const field = operator === '' ? undefined : findField(language, name);
		const values = operator === '=' ? valuesOf(value).map(unquoted) : [];
		return field === undefined
			? []
			: [
					{
						...{ name: field.names[0] ?? name, operator, value: unquoted(value) },
						...(values.length > 1 && { anyOf: values }),
					},
				];
	});
};

/** Compiles a filter; every term must match. An empty filter matches everything. */
export const parseQuery = <T>(text: string, language: Language<T>): Query<T> => {
	const work = new Work();
	try {
		const terms = termsOf(text);
		const tests = terms.map((term): Test<T> => {
			if (!term.startsWith('!')) return termTest(language, term, work);
			if (term === '!') throw new FilterError('! needs a word after it');
			const test = termTest(language, term.slice(1), work);
			return (subject) => {
				const result = test(subject);
				return result === undefined ? undefined : !result;
			};
		});
		return {
			ok: true,
			work,
			marks: terms.map((term) => markOf(language, term, work)).filter((mark) => mark !== undefined),
			matches: (subject) => tests.every((test) => test(subject) === true),
		};
	} catch (error) {
		if (error instanceof FilterError) return { ok: false, error: error.message };
		throw error;
	}
};

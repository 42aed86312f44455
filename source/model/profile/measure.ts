// Figures as pprof writes them: in a unit that fits, with two digits after the point, and as a part of the whole.

type Unit = { name: string; aliases: readonly string[]; factor: number };

type UnitFamily = { units: readonly Unit[]; usual: Unit };

const unit = (name: string, aliases: readonly string[], factor: number): Unit => ({ name, aliases, factor });

/** Units in families, each from the smallest to the greatest, with the one for what is smaller than all. */
const families: readonly UnitFamily[] = [
	{
		units: [
			unit('B', ['b', 'byte'], 1),
			unit('kB', ['kb', 'kbyte', 'kilobyte'], 2 ** 10),
			unit('MB', ['mb', 'mbyte', 'megabyte'], 2 ** 20),
			unit('GB', ['gb', 'gbyte', 'gigabyte'], 2 ** 30),
			unit('TB', ['tb', 'tbyte', 'terabyte'], 2 ** 40),
			unit('PB', ['pb', 'pbyte', 'petabyte'], 2 ** 50),
		],
		usual: unit('B', [], 1),
	},
	{
		units: [
			unit('ns', ['ns', 'nanosecond'], 1),
			unit('us', ['μs', 'us', 'microsecond'], 1e3),
			unit('ms', ['ms', 'millisecond'], 1e6),
			unit('s', ['s', 'sec', 'second'], 1e9),
			unit('hrs', ['hour', 'hr'], 3.6e12),
		],
		usual: unit('s', [], 1e9),
	},
	{
		units: ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P'].map((prefix, index) => {
			const words = ['nano', 'micro', 'milli', '', 'kilo', 'mega', 'giga', 'tera', 'peta'];
			return unit(prefix === '' ? 'GCU' : `${prefix}*GCU`, [`${words[index]}gcu`], 10 ** (3 * index - 9));
		}),
		usual: unit('GCU', [], 1),
	},
];

const unitNamed = ({ units }: UnitFamily, name: string): Unit | undefined => {
	const lower = name.toLowerCase();
	const singular = lower.length > 2 && lower.endsWith('s') ? lower.slice(0, -1) : lower;
	return units.find(({ aliases }) => aliases.includes(singular));
};

/** A value in another unit, and that unit's name; none where it says nothing. */
export type Scaled = { value: number; unit: string };

/** The greatest unit that a value in units of factor 1 has one of. */
const bestUnit = ({ units, usual }: UnitFamily, value: number): Unit =>
	units.findLast(({ factor }) => value / factor >= 1) ?? usual;

/** Takes a value into the unit `to`; `minimum` and `auto` choose the unit that fits the value best. */
export const scale = (value: number, from: string, to: string): Scaled => {
	if (value < 0) {
		const { value: positive, unit } = scale(-value, from, to);
		return { value: -positive, unit };
	}
	for (const family of families) {
		const known = unitNamed(family, from);
		if (known === undefined) continue;
		const base = value * known.factor;
		const wanted =
			to === 'minimum' || to === 'auto' ? bestUnit(family, base) : (unitNamed(family, to) ?? family.usual);
		return { value: base / wanted.factor, unit: wanted.name };
	}
	return { value, unit: ['count', 'sample', 'unit', 'minimum', 'auto'].includes(to) ? '' : to };
};

/** Two digits after the point, as Go rounds them: a half goes to the even digit. */
const twoDigits = (value: number): string => {
	const eighths = Math.abs(value) * 8;
	// Only eighths can lie in the middle: 0.125 and 0.625 have an even digit before them.
	const isHalf = Number.isInteger(eighths) && (eighths % 8 === 1 || eighths % 8 === 5);
	if (isHalf) return `${value < 0 ? '-' : ''}${Math.floor(eighths / 8)}.${eighths % 8 === 1 ? '12' : '62'}`;
	return Math.abs(value) < 1e21 ? value.toFixed(2) : `${BigInt(value)}.00`;
};

/** A value with its unit, as `513.12kB`. */
export const label = (value: number, from: string, to = 'auto'): string => {
	const scaled = scale(value, from, to);
	const text = twoDigits(scaled.value).replace(/\.00$/, '');
	return text === '0' || text === '-0' ? '0' : text + scaled.unit;
};

/** Two significant digits of a value below 1, as Go writes them. */
const significant = (value: number): string => {
	if (value === 0) return '0';
	// These lie in the middle of two; Go takes the even digit.
	const halves: Readonly<Record<number, string>> = { 0.125: '0.12', 0.625: '0.62', 0.0625: '0.062' };
	const half = halves[value];
	if (half !== undefined) return half;
	const [digits = '', exponent = '0'] = value.toExponential(1).split('e');
	if (Number(exponent) < -4) return `${digits.replace(/\.0$/, '')}e-${exponent.slice(1).padStart(2, '0')}`;
	return String(Number(value.toPrecision(2)));
};

/** A part of a whole in at least six cells, as ` 5.33%`; without a sign, as pprof has it. */
export const percentage = (value: number, total: number): string => {
	const ratio = total === 0 ? 0 : Math.abs(value / total) * 100;
	if (ratio >= 99.95 && ratio <= 100.05) return '  100%';
	return `${(ratio >= 1 ? twoDigits(ratio) : significant(ratio)).padStart(5)}%`;
};

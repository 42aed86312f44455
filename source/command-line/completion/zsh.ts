// Writes the completions for zsh, for `source` or a file `_natstop` in a folder of $fpath.

import type { Command } from '../../config/command-table.ts';
import {
	type CommandWords,
	commandWords,
	type FlagWords,
	flagsWith,
	quoted,
	spellings,
	type Values,
} from './words.ts';

/** Escapes colons and brackets, which would end a part of a specification. */
const plain = (text: string): string => text.replace(/[\\:[\]]/g, '\\$&');

const action = (values: Values): string => {
	if (values === 'text') return ' ';
	if (values === 'files') return '_files';
	if (values === 'folders') return '_files -/';
	if (values === 'contexts') return '_natstop_contexts';
	return `(${values.join(' ')})`;
};

/** One specification for each spelling; a flag that has been typed excludes its other spellings. */
const flagSpecs = (flag: FlagWords, command: Command): string[] => {
	const all = spellings(flag);
	return all.map((spelling) => {
		const help = `[${plain(flag.help)}]`;
		const others = `(${all.join(' ')})`;
		if (flag.values === undefined) return quoted(`${others}${spelling}${help}`);
		const joint = spelling === flag.short ? '+' : '=';
		return quoted(`${others}${spelling}${joint}${help}:${plain(flag.value)}:${action(flag.values(command))}`);
	});
};

const specsOf = (command: Command): string =>
	flagsWith(command)
		.flatMap((flag) => flagSpecs(flag, command))
		.join(' \\\n\t\t\t');

const commandCase = ({ name, arguments: wanted, repeats }: CommandWords): string => {
	const words = wanted.map((values, index) => {
		const place = repeats && index > 0 ? '*' : String(index + 1);
		return `${quoted(`${place}:argument:${action(values)}`)} \\\n\t\t\t`;
	});
	return `\t${name})
		_arguments -s -S \\
			${words.join('')}${specsOf(name)}
		;;`;
};

/** The script. */
export const zshScript = (): string =>
	`#compdef natstop
# zsh completion for natstop, written by: natstop completion zsh

_natstop_contexts() {
	local -a names
	names=("\${XDG_CONFIG_HOME:-$HOME/.config}"/nats/context/*.json(N:t:r))
	compadd -a names
}

_natstop_commands() {
	local -a names
	names=(
${commandWords.map(({ name, help }) => `\t\t${quoted(`${name}:${plain(help)}`)}`).join('\n')}
	)
	_describe command names
}

_natstop() {
	local curcontext=$curcontext state
	local -a line
	typeset -A opt_args
	_arguments -C -s -S \\
			'1:command:_natstop_commands' \\
			'*::argument:->rest' \\
			${specsOf('monitor')} && return
	[[ $state = rest ]] || return
	case $line[1] in
${commandWords.map(commandCase).join('\n')}
	esac
}

if [[ $funcstack[1] = _natstop ]]; then
	_natstop "$@"
else
	compdef _natstop natstop
fi`;

import { bare } from './clean-text.ts';
import { negations, orderNouns } from './topic-words.ts';

export const split = (table: string): readonly string[] =>
  table.split(/[|\n]/).filter((word) => word.trim() !== '');
export const escaped = (word: string): string => bare(word).replace(/[.*+?^${}()[\]\\]/g, '\\$&');
/** A pattern that matches any of a table's words. */
export const anyOf = (table: string): string => `(?:${split(table).map(escaped).join('|')})`;
export const wholeWords = (table: string): RegExp =>
  new RegExp(`(?<![\\p{L}'])${anyOf(table)}(?![\\p{L}'])`, 'u');

const notYet = `(?<!(?<!\\p{L})${anyOf(negations)}(?: \\p{L}+)? )`;
/** A participle that is not negated. */
export const participle = (table: string): RegExp => new RegExp(notYet + wholeWords(table).source, 'u');

export const noun = new RegExp(`(?<!\\p{L})${anyOf(orderNouns)}`, 'u');

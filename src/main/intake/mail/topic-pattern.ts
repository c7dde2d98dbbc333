import { bare } from './clean-text.ts';
import { negations, orderNouns } from './topic-words.ts';

export const split = (table: string): readonly string[] =>
  table.split(/[|\n]/).filter((word) => word.trim() !== '');
export const escaped = (word: string): string => bare(word).replace(/[.*+?^${}()[\]\\]/g, '\\$&');
/** The words of a table, each of which the pattern allows to stand where it does. */
export const anyOf = (table: string): string => `(?:${split(table).map(escaped).join('|')})`;
export const wholeWords = (table: string): RegExp =>
  new RegExp(`(?<![\\p{L}'])${anyOf(table)}(?![\\p{L}'])`, 'u');

const notYet = `(?<!(?<!\\p{L})${anyOf(negations)}(?: \\p{L}+)? )`;
/** What has happened, and not what has not. */
export const participle = (table: string): RegExp => new RegExp(notYet + wholeWords(table).source, 'u');

export const noun = new RegExp(`(?<!\\p{L})${anyOf(orderNouns)}`, 'u');

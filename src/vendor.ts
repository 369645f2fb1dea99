/**
 * The one door for third-party code (architecture decision 13): the build replaces the compiled form of this file by a
 * bundle, so an installed package pulls no dependency tree and every class here exists once per process.
 */
export { DateTime, Duration, IANAZone, Settings as LuxonSettings } from 'luxon';
export { default as PizZip } from 'pizzip';
export { default as Docxtemplater } from 'docxtemplater';
export { Pool as PgPool, Query as PgQuery, types as pgTypes } from 'pg';
export type { PoolClient as PgClient, PoolConfig as PgPoolConfig, QueryConfig as PgQueryConfig, QueryResult as PgQueryResult } from 'pg';
export type { DXT } from 'docxtemplater';
export { default as DocxInspectModule } from 'docxtemplater/js/inspect-module.js';
export { getGender as genderOfRussianName, inclineFirstname, inclineLastname, inclineMiddlename } from 'lvovich';
export { convert as convertNumberToRussianWords } from 'number-to-words-ru';
export { default as Papa } from 'papaparse';
// Spreadsheets and charts are needed once a month: each is read in on first use, so that starting n8n does not pay for it.
export const loadSpreadsheetReader = async () => await import('read-excel-file/node');
export const loadSpreadsheetWriter = async () => await import('write-excel-file/node');
export const loadCharts = async () => await import('echarts/dist/echarts.common.min.js');
export type { EChartsOption as ChartOption } from 'echarts';
export type { Cell as SpreadsheetCell, Sheet as SpreadsheetSheet } from 'write-excel-file/node';

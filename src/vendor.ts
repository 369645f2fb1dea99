/**
 * The one door for third-party code (architecture decision 13): the build replaces the compiled form of this file by a
 * bundle, so an installed package pulls no dependency tree and every class here exists once per process.
 */
export { DateTime, Duration, IANAZone, Settings as LuxonSettings } from 'luxon';
export { default as PizZip } from 'pizzip';
export { default as Docxtemplater } from 'docxtemplater';
export { Pool as PgPool, types as pgTypes } from 'pg';
export type { PoolClient as PgClient, PoolConfig as PgPoolConfig } from 'pg';

/** Judgements as Apache Parquet: item ids as lists, `at` as a timestamp in UTC, numbers as numbers. */
import type { SchemaElement } from 'hyparquet';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { ExportedJudgement } from './exported-judgement.ts';
import { type ColumnType, columns } from './judgement-columns.ts';

/** A whole file. */
export function judgementsParquet(rows: readonly ExportedJudgement[]): Uint8Array {
  const schema: SchemaElement[] = [
    { name: 'judgements', num_children: columns.length },
    ...columns.flatMap(([name, type]) => elements(name, type)),
  ];
  const columnData = columns.map(([name, type]) => ({
    name,
    data: rows.map((row) => {
      const value = row[name];
      return type === 'moment' && value !== null ? new Date(value as string) : value;
    }),
  }));
  return new Uint8Array(parquetWriteBuffer({ columnData, schema, createdBy: 'Pinwise' }));
}

function elements(name: string, type: ColumnType): SchemaElement[] {
  const one = { name, repetition_type: 'OPTIONAL' } as const;
  switch (type) {
    case 'text':
      return [{ ...one, type: 'BYTE_ARRAY', converted_type: 'UTF8' }];
    case 'number':
      return [{ ...one, type: 'DOUBLE' }];
    case 'whole':
      return [{ ...one, type: 'INT32' }];
    case 'moment':
      return [{ ...one, type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' }];
    case 'ids':
      return [
        { ...one, converted_type: 'LIST', num_children: 1 },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', repetition_type: 'OPTIONAL', type: 'BYTE_ARRAY', converted_type: 'UTF8' },
      ];
  }
}

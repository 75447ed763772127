/**
 * Where things lie under PINWISE_HOME. Relative paths with "/"; each process joins them with its own path module.
 *
 *   datasets/<name>/dataset.json      DatasetManifest, written last
 *   datasets/<name>/pictures/<shard>/<row>   the item's picture as it came (SVG, PNG, JPEG or WebP, told by its bytes)
 *   runs/<name>/run.json ...          see engine/runs
 *   study-pictures/<hash>/<number>    pictures of a study that came from another machine
 *   studies.sqlite                    see evaluations/records
 *   settings.json                     see electron/settings
 */
export const datasetPath = (name: string): string => `datasets/${name}`;
export const runPath = (name: string): string => `runs/${name}`;
export const studiesPath = 'studies.sqlite';
export const settingsPath = 'settings.json';

/** 1,024 pictures a folder, so that no folder of a large data set grows slow to list. */
export const picturePath = (dataset: string, row: number): string =>
  `${datasetPath(dataset)}/pictures/${row >> 10}/${row}`;

export const studyPicturePath = (hash: string, number: number): string => `study-pictures/${hash}/${number}`;

/** The address of a picture in a window; served by the studio:// protocol from `picturePath`. */
export const pictureAddress = (dataset: string, row: number): string => `pictures/${dataset}/${row}`;

/** What the first items of either side are like (design/question.ts, `Covariates`); null in studies from before. */
export const covariates = `
  ALTER TABLE questions ADD COLUMN covariates TEXT CHECK (covariates IS NULL OR json_valid(covariates));
`;

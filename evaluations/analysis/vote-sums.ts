/** Decided votes summed by query, by rater and by both, kept up to date vote by vote. */

/** Sums over clusters c with w_c wins among n_c votes, so that sum (w_c - share n_c)^2 is there for any share. */
export interface ClusterSums {
  readonly count: number;
  /** Sum over the clusters of n_c^2: ordered pairs of votes within one, with each vote beside itself. */
  readonly pairs: number;
  /** Sum over the clusters of the squared sum of (vote - share). */
  squares(share: number): number;
}

export interface VoteSums {
  readonly wins: number;
  readonly votes: number;
  readonly queries: ClusterSums;
  readonly raters: ClusterSums;
  /** Votes of one rater about one query. */
  readonly cells: ClusterSums;
}

export interface GrowingVotes extends VoteSums {
  /** @param won 1 for a vote for a, 0 for one for b */
  add(vote: { query: string; rater: string; won: 0 | 1 }): void;
}

export function voteSums(): GrowingVotes {
  const [queries, raters, cells] = [growingClusters(), growingClusters(), growingClusters()];
  let wins = 0;
  let votes = 0;
  return {
    get wins() {
      return wins;
    },
    get votes() {
      return votes;
    },
    queries,
    raters,
    cells,
    add({ query, rater, won }) {
      wins += won;
      votes++;
      queries.add(query, won);
      raters.add(rater, won);
      cells.add(JSON.stringify([query, rater]), won);
    },
  };
}

function growingClusters(): ClusterSums & { add(cluster: string, won: 0 | 1): void } {
  const clusters = new Map<string, { wins: number; votes: number }>();
  let [winsWins, winsVotes, votesVotes] = [0, 0, 0];
  return {
    get count() {
      return clusters.size;
    },
    get pairs() {
      return votesVotes;
    },
    squares: (share) => Math.max(0, winsWins - 2 * share * winsVotes + share * share * votesVotes),
    add(cluster, won) {
      const one = clusters.get(cluster) ?? { wins: 0, votes: 0 };
      clusters.set(cluster, one);
      winsWins += (one.wins + won) ** 2 - one.wins ** 2;
      winsVotes += (one.wins + won) * (one.votes + 1) - one.wins * one.votes;
      votesVotes += (one.votes + 1) ** 2 - one.votes ** 2;
      one.wins += won;
      one.votes++;
    },
  };
}

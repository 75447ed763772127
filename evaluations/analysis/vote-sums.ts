/**
 * Decided votes summed by query, by rater and by both, kept up to date vote by vote. A vote of weight w counts as w
 * votes.
 */

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
  /** Votes whatever their weight, and the sum of the squared weights: both are `votes` where all weigh 1. */
  readonly count: number;
  readonly squaredWeights: number;
  readonly queries: ClusterSums;
  readonly raters: ClusterSums;
  /** Votes of one rater about one query. */
  readonly cells: ClusterSums;
}

export interface GrowingVotes extends VoteSums {
  /** @param vote `won`: 1 for a vote for a, 0 for one for b; `weight`: 1 by default */
  add(vote: { query: string; rater: string; won: 0 | 1; weight?: number }): void;
}

export function voteSums(): GrowingVotes {
  const [queries, raters, cells] = [growingClusters(), growingClusters(), growingClusters()];
  let wins = 0;
  let votes = 0;
  let count = 0;
  let squaredWeights = 0;
  return {
    get wins() {
      return wins;
    },
    get votes() {
      return votes;
    },
    get count() {
      return count;
    },
    get squaredWeights() {
      return squaredWeights;
    },
    queries,
    raters,
    cells,
    add({ query, rater, won, weight = 1 }) {
      const gained = weight * won;
      wins += gained;
      votes += weight;
      count++;
      squaredWeights += weight * weight;
      queries.add(query, gained, weight);
      raters.add(rater, gained, weight);
      cells.add(JSON.stringify([query, rater]), gained, weight);
    },
  };
}

function growingClusters(): ClusterSums & { add(cluster: string, won: number, votes: number): void } {
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
    add(cluster, won, more) {
      const one = clusters.get(cluster) ?? { wins: 0, votes: 0 };
      clusters.set(cluster, one);
      winsWins += (one.wins + won) ** 2 - one.wins ** 2;
      winsVotes += (one.wins + won) * (one.votes + more) - one.wins * one.votes;
      votesVotes += (one.votes + more) ** 2 - one.votes ** 2;
      one.wins += won;
      one.votes += more;
    },
  };
}

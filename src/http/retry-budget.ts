/** Keeps a carrier's outage from becoming our storm: retries are paid from a bucket that successes fill. */

// The figures of the AWS SDK's standard retry mode.
const CAPACITY = 500;
const RETRY_COST = 5;
const SUCCESS_GAIN = 1;

/** One per carrier, shared by all of its credentials. */
export type RetryBudget = {
  /** Pays for one retry; false where the bucket holds too little. */
  spend(): boolean;
  /** Hears of a call that went well. */
  earn(): void;
};

export function createRetryBudget(): RetryBudget {
  let tokens = CAPACITY;
  return {
    spend() {
      if (tokens < RETRY_COST) return false;
      tokens -= RETRY_COST;
      return true;
    },
    earn() {
      tokens = Math.min(CAPACITY, tokens + SUCCESS_GAIN);
    },
  };
}

"""Makes staff tables with their right answers, puts each through the import, and counts what went wrong.

python -m tests.gapboard.intake.generated --tables 20000 --seed 1 [--jobs 2] [--show 5] [--only SHAPE] [--draw SEED]
"""

from __future__ import annotations

import argparse
import collections
import multiprocessing
import sys
import time

from tests.gapboard.intake.generated.judge import board, check
from tests.gapboard.intake.generated.tables import make

OUTCOMES = ("wrong", "lost", "silent", "refused")


def run(seeds: list[str], only: str | None) -> list[tuple[str, str, str, list[str], str, int, int]]:
    """Outcome, shape, form, lines and drawing of each table; the number of figures and of right ones."""
    results = []
    with board() as folder:
        for seed in seeds:
            table = make(seed)
            if only and table.shape != only:
                continue
            try:
                verdict, _ = check(folder, table)
                outcome, lines, right = verdict.outcome, verdict.lines(), verdict.right
            except Exception as error:  # a table on which the import itself fails
                outcome, lines, right = "wrong", [f"  FAILED {type(error).__name__}: {error}"], 0
            drawing = table.drawn() if outcome != "right" or lines else ""
            results.append((outcome, table.shape, table.form, lines, drawing, len(table.figures()), right))
    return results


def _worker(job: tuple[list[str], str | None]) -> list[tuple[str, str, str, list[str], str, int, int]]:
    return run(*job)


def main() -> int:
    """Run the tables; exit status 1 if a figure was wrong, lost or left out silently."""
    ask = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    ask.add_argument("--tables", type=int, default=2000)
    ask.add_argument("--seed", default="1")
    ask.add_argument("--jobs", type=int, default=1)
    ask.add_argument("--show", type=int, default=3, help="how many of each outcome to draw")
    ask.add_argument("--kinds", default="wrong,lost,silent", help="which outcomes to draw")
    ask.add_argument("--only", help="one shape")
    ask.add_argument("--draw", help="draw the table of this seed, with what was made of it")
    options = ask.parse_args()
    if options.draw:
        with board() as folder:
            table = make(options.draw)
            verdict, answer = check(folder, table)
        print(table.drawn())
        print(*verdict.lines(), *(f"  taken   {row}" for row in answer.taken), sep="\n")
        print(*(f"  held    {row}" for row in answer.held), *(f"  said    {line}" for line in answer.said), sep="\n")
        return 0
    seeds = [f"{options.seed}:{number}" for number in range(options.tables)]
    started = time.monotonic()
    size = max(1, min(200, len(seeds) // (4 * options.jobs) or 1))
    jobs = [(seeds[at : at + size], options.only) for at in range(0, len(seeds), size)]
    if options.jobs > 1:
        with multiprocessing.Pool(options.jobs) as pool:
            results = [result for part in pool.imap(_worker, jobs) for result in part]
    else:
        results = [result for job in jobs for result in _worker(job)]
    _tell(results, options, time.monotonic() - started)
    return 1 if any(result[0] in ("wrong", "lost", "silent") for result in results) else 0


def _tell(
    results: list[tuple[str, str, str, list[str], str, int, int]], options: argparse.Namespace, took: float
) -> None:
    shown: collections.Counter[str] = collections.Counter()
    for outcome, _, _, lines, drawing, _, _ in results:
        if outcome in options.kinds.split(",") and shown[outcome] < options.show:
            shown[outcome] += 1
            print(f"--- {outcome}\n{drawing}", *lines[:14], "", sep="\n")
    shapes = sorted({result[1] for result in results})
    for shape in shapes:
        count = collections.Counter(result[0] for result in results if result[1] == shape)
        print(f"{shape:<32}" + "  ".join(f"{name} {count[name]:>5}" for name in ("right", *OUTCOMES)))
    total = collections.Counter(result[0] for result in results)
    doubted = sum(any(line.startswith("  DOUBTED") for line in result[3]) for result in results)
    figures, taken = sum(result[5] for result in results), sum(result[6] for result in results)
    print(f"tables {len(results)}, figures {figures}, rightly taken {taken}, {took:.0f} s")
    print("  ".join(f"{name} {total[name]}" for name in ("right", *OUTCOMES)) + f"  (doubted and wrong {doubted})")


if __name__ == "__main__":
    sys.exit(main())

"""What a test run says at its end, and the rule that nothing may be skipped where UPHELD_NO_SKIP is set.

Loaded as a pytest plugin by the root `conftest.py`.
"""

import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import pytest

NO_SKIP = "UPHELD_NO_SKIP"
_REQUIREMENT = "requirement"
_TOLD = "told"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write each test's requirements where a worker's report carries them to the process that prints."""
    for item in items:
        for mark in item.iter_markers("req"):
            item.user_properties.extend((_REQUIREMENT, name) for name in mark.args)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test fails where nothing may be skipped."""
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """So does a module that skips itself while it is imported."""
    report = yield
    _refuse_skip(report)
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests had to say, seconds per folder, and which requirements a passing test proves."""
    if told := _told(terminalreporter):
        terminalreporter.section("told by tests")
        for line in told:
            terminalreporter.line(line)
    passed, failed = (_requirements(terminalreporter.stats.get(kind, [])) for kind in ("passed", "failed"))
    terminalreporter.section("folders")
    for folder, (tests, seconds) in sorted(_by_folder(terminalreporter).items()):
        terminalreporter.line(f"{seconds:8.1f} s  {tests:5d} tests  {folder}")
    proven = {name: number for name, number in passed.items() if name not in failed}
    if proven:
        told = ", ".join(f"{name} ({number})" for name, number in sorted(proven.items()))
        terminalreporter.section("requirements")
        terminalreporter.line(f"requirements with a passing test: {told}")
    if failed:
        terminalreporter.line(f"requirements with a failing test: {', '.join(sorted(failed))}")


def _told(reporter: pytest.TerminalReporter) -> list[str]:
    """Counts and the like: lines that a test gave as its property "told"."""
    reports = [report for kind in ("passed", "failed") for report in reporter.stats.get(kind, [])]
    return [str(said) for report in reports for key, said in getattr(report, "user_properties", ()) if key == _TOLD]


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if os.environ.get(NO_SKIP) and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, which {NO_SKIP} forbids: {reason}"


def _requirements(reports: list[pytest.TestReport]) -> dict[str, int]:
    counted: dict[str, int] = defaultdict(int)
    for report in reports:
        for key, name in getattr(report, "user_properties", ()):
            if key == _REQUIREMENT:
                counted[str(name)] += 1
    return counted


def _by_folder(reporter: pytest.TerminalReporter) -> dict[str, tuple[int, float]]:
    """Set-up and tear-down count as the folder's time, a test only once."""
    counted: dict[str, tuple[int, float]] = {}
    for reports in reporter.stats.values():
        for report in reports:
            if not isinstance(report, pytest.TestReport):
                continue
            folder = str(Path(report.nodeid.split("::")[0]).parent)
            tests, seconds = counted.get(folder, (0, 0.0))
            counted[folder] = (tests + (report.when == "call"), seconds + report.duration)
    return counted

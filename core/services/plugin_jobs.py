"""Scheduled work of plugins: run for a council where the plugin is on, with narrow doors and nothing else."""

from __future__ import annotations

from core.api import Case, JobSpec, Ports
from core.clock import utc_now
from core.host import AuthorityRuntime
from core.host.host import DEFAULT_NAMES
from core.persistence import record
from core.persistence.plugin_tables import PluginRows
from core.persistence.transaction import in_one_transaction
from core.services.council import open_council


class _Cases:
    """Reads cases of the council in scope."""

    def case(self, reference: str) -> Case | None:
        stream = record.load_case_of(reference)
        return stream.case if stream else None


def run_plugin_job(authority: str, plugin: str, job: JobSpec) -> bool:
    """Run the job for the council, in one transaction; False where the plugin is not on."""

    def action() -> bool:
        runtime = open_council(authority).runtime
        if not _is_on(runtime, plugin):
            return False
        job.run(runtime.profile, Ports(utc_now(), _Cases(), PluginRows(plugin)))
        return True

    return in_one_transaction(authority, action)


def _is_on(runtime: AuthorityRuntime, plugin: str) -> bool:
    own = (runtime.code, runtime.profile.partnership)
    return plugin in runtime.plugins or plugin in own or plugin in DEFAULT_NAMES

"""What a Prefect server tells of a flow run."""

import asyncio
from uuid import UUID


def read_back(flow_run_id: UUID) -> tuple[str, dict[str, str], dict[str, str]]:
    """State of a flow run, names and states of its task runs, artifacts by key, as the server tells them."""
    from prefect import get_client
    from prefect.client.schemas.filters import ArtifactFilter, ArtifactFilterFlowRunId, FlowRunFilter, FlowRunFilterId

    async def read() -> tuple[str, dict[str, str], dict[str, str]]:
        async with get_client() as client:
            run = await client.read_flow_run(flow_run_id)
            tasks = await client.read_task_runs(flow_run_filter=FlowRunFilter(id=FlowRunFilterId(any_=[flow_run_id])))
            artifacts = await client.read_artifacts(
                artifact_filter=ArtifactFilter(flow_run_id=ArtifactFilterFlowRunId(any_=[flow_run_id]))
            )
            return (
                f"{run.name}: {run.state_name}",
                {task.name: task.state_name or "" for task in tasks},
                {str(artifact.key): str(artifact.data) for artifact in artifacts},
            )

    return asyncio.run(read())

"""What an open page sends, in the words of this Streamlit, and nothing else."""

from __future__ import annotations

from streamlit.proto.BackMsg_pb2 import BackMsg

from server.inside.frames import OPERATIONS, USED

# Each was looked at: what it does is for whoever develops an app, or nothing that a page of the board needs.
_KEPT_OUT = {"clear_cache", "load_git_info", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime"}


def test_every_message_that_streamlit_knows_was_decided_about() -> None:
    known = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    assert known == USED | _KEPT_OUT


def test_every_operation_was_decided_about() -> None:
    request = BackMsg.DESCRIPTOR.fields_by_name["backend_operation_request"].message_type
    known = {field.name for field in request.oneofs_by_name["payload"].fields}
    # The first two write files beside the program, for who develops an app; no table of ours is sent in parts.
    assert known == OPERATIONS | {"install_skills", "dismiss_skills_nudge", "dataframe_chunk"}

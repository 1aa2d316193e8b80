"""What ``site.yaml`` says of forms in the browser."""

from dataclasses import dataclass
from typing import Annotated, Literal

from qsite.source.documents import Strict
from qsite.values import Reads, Text, WebAddress, YesNo, one_of

BACKENDS = ("github", "gitlab", "gitea")


@dataclass(frozen=True, slots=True, kw_only=True)
class CmsSettings(Strict):
    """Whether ``/admin/`` is there (`shown`), and where it saves: `repository` is like "owner/name"."""

    shown: YesNo = True
    """false leaves the page for editing out"""
    backend: Annotated[Literal["github", "gitlab", "gitea"], Reads(one_of(*BACKENDS))] = "github"
    """Where the repository is: github, gitlab or gitea"""
    repository: Text | None = None
    """The repository that is written to: owner/name"""
    branch: Text = "main"
    """The branch that is written to; main where absent"""
    sign_in: WebAddress | None = None
    """The address of a service through which people sign in; without one they do so with a token"""
    media: Text = "content/images"
    """The folder for pictures that are sent; content/images where absent"""

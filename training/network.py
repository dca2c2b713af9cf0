"""The reader's network: one MiniLM encoder, token heads, and a head that reads each cue's source and content."""

from __future__ import annotations

import os
from pathlib import Path

import torch
from torch import Tensor, nn

from sayso.neural.encode import FEATURES
from sayso.neural.labels import CUE_TAGS, PAIR_TAGS, ROLE_WIDTH, ROLES, STYLES, TOKEN_HEADS

NEAR = 8  # pieces; distances up to here have a weight each, further ones share by octave thirds
BUCKETS = 2 * (NEAR + 16) + 1
SENTENCES = 4
PAIR_WIDTH = 160
# Learned after the rest, by layers of their own on a reader that stays as it is; the last of `TOKEN_HEADS`, in order.
LATE = (("events",), ("speakers",), ("lines",), ("triggers", "arguments"))
LATE_HEADS = tuple(head for heads in LATE for head in heads)


class Network(nn.Module):
    """The whole reader; `encoder` is a BERT whose word vectors stay as they are."""

    def __init__(self, weights: Path) -> None:
        super().__init__()
        os.environ["HF_HUB_OFFLINE"] = "1"
        from transformers import AutoModel

        self.encoder = AutoModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0
        )  # without dropout inside attention its fused kernel runs: a third faster
        width = self.encoder.config.hidden_size
        self.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
        self.features = nn.Embedding(FEATURES, width)
        nn.init.normal_(self.features.weight, std=0.01)
        self.dropout = nn.Dropout(0.1)
        self.cue_hidden = nn.Linear(width, 192)
        self.cue_style = nn.Embedding(len(STYLES), 192)
        self.cue_out = nn.Linear(192, len(CUE_TAGS))
        self.token_hidden = nn.Linear(width, width)
        self.token_out = nn.Linear(width, sum(w for head, w in TOKEN_HEADS.items() if head not in LATE_HEADS))
        self.late = nn.ModuleList(_late(width, sum(TOKEN_HEADS[head] for head in heads)) for heads in LATE)
        # scale and offset to begin with: claims of a window mostly tell of one happening, few words mean one speaker
        self.late_odds = nn.ParameterDict({"events": torch.tensor([5.0, 1.0]), "speakers": torch.tensor([8.0, -4.0])})
        self.pair_token = nn.Linear(width, PAIR_WIDTH)
        self.pair_cue = nn.Linear(width, PAIR_WIDTH)
        self.gate_token = nn.Linear(width, PAIR_WIDTH)
        self.gate_cue = nn.Linear(width, PAIR_WIDTH)
        self.pair_style = nn.Embedding(len(STYLES), PAIR_WIDTH)
        self.distance = nn.Embedding(BUCKETS, PAIR_WIDTH)
        self.sentence = nn.Embedding(2 * SENTENCES + 1, PAIR_WIDTH)
        self.pair_mid = nn.Linear(PAIR_WIDTH, PAIR_WIDTH)
        self.pair_out = nn.Linear(PAIR_WIDTH, len(PAIR_TAGS))
        for table in (self.cue_style, self.pair_style, self.distance, self.sentence):
            nn.init.normal_(table.weight, std=0.02)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """Vectors of all pieces [batch, pieces, width]."""
        vectors = self.encoder.embeddings.word_embeddings(ids) + self.features(features)
        hidden: Tensor = self.encoder(inputs_embeds=vectors, attention_mask=mask).last_hidden_state
        return self.dropout(hidden)

    def cues(self, hidden: Tensor, style: Tensor) -> Tensor:
        """Logits of `CUE_TAGS`; `style` is one number a row."""
        inner = self.cue_hidden(hidden) + self.cue_style(style)[:, None]
        logits: Tensor = self.cue_out(nn.functional.gelu(inner))
        return logits

    def tokens(self, hidden: Tensor) -> Tensor:
        """Logits of all token heads side by side, in the order of `TOKEN_HEADS`."""
        logits: Tensor = self.token_out(self.dropout(nn.functional.gelu(self.token_hidden(hidden))))
        return torch.cat([logits, *(head(hidden) for head in self.late)], dim=-1)

    def alike(self, head: str, vectors: Tensor) -> Tensor:
        """Logits [phrases, phrases] that two mean one happening or speaker, of their vectors [phrases, width]."""
        directions = nn.functional.normalize(vectors, dim=-1)
        scale, bias = self.late_odds[head]
        logits: Tensor = scale * (directions @ directions.T) + bias
        return logits

    def pairs(self, hidden: Tensor, rows: Tensor, cues: Tensor, style: Tensor, sentences: Tensor) -> Tensor:
        """Logits of `PAIR_TAGS` for every piece, once for each cue: [cues, pieces, tags].

        `rows` and `cues` say in which row of `hidden` and at which piece each cue begins; `style` is one number a cue.
        """
        heads = hidden[rows, cues]
        position = torch.arange(hidden.shape[1], device=hidden.device)
        apart = bucket(position[None] - cues[:, None])
        steps = (sentences[rows] - sentences[rows, cues][:, None]).clamp(-SENTENCES, SENTENCES) + SENTENCES
        token, gate = self.pair_token(hidden), self.gate_token(hidden)
        inner = token[rows] + self.pair_cue(heads)[:, None] + gate[rows] * self.gate_cue(heads)[:, None]
        inner = inner + self.distance(apart) + self.sentence(steps) + self.pair_style(style)[:, None]
        inner = nn.functional.gelu(inner)
        inner = inner + nn.functional.gelu(self.pair_mid(self.dropout(inner)))
        logits: Tensor = self.pair_out(inner)
        return logits


def _late(width: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.LayerNorm(width), nn.Dropout(0.3), nn.Linear(width, 128), nn.GELU(), nn.Dropout(0.3), nn.Linear(128, outputs)
    )


def role_logits(triggers: Tensor, arguments: Tensor) -> Tensor:
    """Logits [triggers, arguments, roles] that words fill a role, of [n, width] and [m, roles x (width + 1)].

    A trigger's vector meets one vector of the argument for each role; the last number of each is a bias.
    """
    of_role = arguments.reshape(len(arguments), len(ROLES), ROLE_WIDTH + 1)
    return torch.einsum("tw,arw->tar", triggers, of_role[..., :-1]) + of_role[None, ..., -1]


def bucket(distance: Tensor) -> Tensor:
    """Signed distances in pieces to bucket numbers."""
    size = distance.abs()
    far = (NEAR + 1 + 3 * torch.log2(size.clamp(min=NEAR + 1).float() / (NEAR + 1))).long().clamp(max=NEAR + 16)
    return torch.where(size <= NEAR, size, far) * distance.sign() + NEAR + 16

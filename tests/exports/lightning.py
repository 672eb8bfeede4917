#### answer #v=2
import lightning as L
import torch


# A method of your LightningModule.
def configure_optimizers(self):
    optimizer = torch.optim.SGD(self.parameters(), lr=0.0123)
    return optimizer


trainer = L.Trainer(max_epochs=2, max_steps=96)
trainer.fit(model, loader)  # 12 rows per batch

#### triangular #v=2&optimizer=rmsprop&convention=pytorch
import lightning as L
import torch


# A method of your LightningModule.
def configure_optimizers(self):
    optimizer = torch.optim.RMSprop(self.parameters(), lr=0.3, alpha=0.99, eps=1e-8)
    scheduler = torch.optim.lr_scheduler.CyclicLR(
        optimizer,
        base_lr=0.004,
        max_lr=0.3,
        step_size_up=152,
        mode="triangular",
        cycle_momentum=False,
    )
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}


trainer = L.Trainer(max_epochs=6, max_steps=228)
trainer.fit(model, loader)  # 12 rows per batch

#### cosine #v=2&activation=leaky_relu&optimizer=rmsprop
import lightning as L
import torch


# A method of your LightningModule.
def configure_optimizers(self):
    optimizer = torch.optim.RMSprop(self.parameters(), lr=0.3, alpha=0.9, eps=1e-7)
    scheduler = torch.optim.lr_scheduler.CosineAnnealingLR(
        optimizer,
        T_max=228,
        eta_min=0,
    )
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}


trainer = L.Trainer(max_epochs=6, max_steps=228)
trainer.fit(model, loader)  # 12 rows per batch

#### one_cycle #v=2&pct_start=0.5&final_div_factor=100&optimizer=adamw
import lightning as L
import torch


# A method of your LightningModule.
def configure_optimizers(self):
    optimizer = torch.optim.AdamW(
        self.parameters(),
        lr=0.3,
        betas=(0.9, 0.999),
        eps=1e-7,
        weight_decay=0.004,
    )
    scheduler = torch.optim.lr_scheduler.OneCycleLR(
        optimizer,
        max_lr=0.3,
        total_steps=228,
        pct_start=0.5,
        div_factor=25,
        final_div_factor=100,
        cycle_momentum=False,
    )
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}


trainer = L.Trainer(max_epochs=6, max_steps=228)
trainer.fit(model, loader)  # 12 rows per batch

#### step #v=2&drop=0&drop_every=2
import lightning as L
import torch


# A method of your LightningModule.
def configure_optimizers(self):
    optimizer = torch.optim.SGD(self.parameters(), lr=0.3)
    scheduler = torch.optim.lr_scheduler.StepLR(optimizer, step_size=76, gamma=0)
    return {"optimizer": optimizer, "lr_scheduler": {"scheduler": scheduler, "interval": "step"}}


trainer = L.Trainer(max_epochs=6, max_steps=228)
trainer.fit(model, loader)  # 12 rows per batch


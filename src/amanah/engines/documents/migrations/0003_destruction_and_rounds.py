"""Destruction of what a document said, by two people; notices to many readers in portions."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from amanah.foundation.ledger.triggers import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0002_triggers'),
        ('organisation', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('after', models.PositiveBigIntegerField()),
                ('due_on', models.DateField(null=True)),
                ('without', models.CharField(blank=True, max_length=60)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.RemoveConstraint(
            model_name='step',
            name='document_act_known',
        ),
        migrations.AddField(
            model_name='document',
            name='destroyed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='document',
            name='destroyed_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='end_asked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisation.person'),
        ),
        migrations.AddField(
            model_name='document',
            name='end_asked_on',
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name='document',
            name='keep_until',
            field=models.DateField(null=True),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('destroyed_on__isnull', True), ('keep_until__isnull', False)), fields=['keep_until'], name='document_kept_until'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('destroyed_by__isnull', True), ('destroyed_on__isnull', True)), models.Q(('destroyed_by__isnull', False), ('destroyed_on__gt', models.F('keep_until')), ('end_asked_by__isnull', False), ('keep_until__isnull', False), models.Q(('destroyed_by', models.F('end_asked_by')), _negated=True)), _connector='OR'), name='document_destroyed_by_two'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['answered', 'asked', 'confirmed', 'described', 'destroyed', 'distributed', 'drafted', 'dropped', 'end_asked', 'end_spared', 'in_force', 'kept', 'opened', 'remarked', 'returned', 'reviewed', 'reviewing', 'signed', 'tied', 'untied', 'withdrawn', 'written'])), name='document_act_known'),
        ),
        migrations.AddField(
            model_name='round',
            name='distribution',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.distribution'),
        ),
        migrations.AddField(
            model_name='round',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.version'),
        ),
        AppendOnly('documents_step'),  # SQLite rebuilt the table
    ]
